#include "studio/revoked_takes.h"

namespace timbre::studio {
namespace {

/// Whether there was one.
Result<bool> delete_take(store::TakeStore& takes, const std::string& id) {
  const auto take = takes.get(id);
  if (!take.ok() && take.error().kind == ErrorKind::NotFound) return false;
  if (!take.ok()) return take.error();
  if (!take->summary.trashed_ms) {
    TRY([[maybe_unused]] const store::Take trashed, takes.move_to_trash(id, std::nullopt));
  }
  TRY_VOID(takes.purge(id));
  return true;
}

}  // namespace

Result<std::size_t> delete_revoked_takes(store::TakeStore& takes, store::ConsentStore& consents) {
  TRY(const auto pending, consents.pending_deletions());
  std::size_t deleted = 0;
  for (const store::PendingDeletion& deletion : pending) {
    TRY(const bool was_there, delete_take(takes, deletion.take_id));
    TRY_VOID(consents.deletion_done(deletion.take_id));
    deleted += was_there ? 1 : 0;
  }
  return deleted;
}

}  // namespace timbre::studio
