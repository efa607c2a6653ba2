#include "store/take_store.h"

#include <fcntl.h>
#include <sys/file.h>

#include "store/migrations.h"
#include "store/take_rows.h"

namespace timbre::store {
namespace {

Error no_such_take() { return {ErrorKind::NotFound, "there is no such take; it may have been deleted for good"}; }

/// One process writes to a data folder. The lock goes with the process, whatever ends it.
Result<UniqueFd> lock_folder(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / "lock";
  UniqueFd fd(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (!fd) return error_from_errno(errno, "cannot open", path);
  if (::flock(fd.get(), LOCK_EX | LOCK_NB) == 0) return fd;
  return Error{ErrorKind::Unavailable, "another Timbre is using the data folder '" + folder.string() +
                                           "'; stop it, or choose another folder with --data"};
}

}  // namespace

std::int64_t unix_ms(const Clock& clock) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(clock.now().time_since_epoch()).count();
}

TakeStore::TakeStore(Database database, Blobs blobs, const Clock& clock, UniqueFd lock)
    : database_(std::move(database)), blobs_(std::move(blobs)), clock_(clock), lock_(std::move(lock)) {}

Result<std::unique_ptr<TakeStore>> TakeStore::open(const std::filesystem::path& folder, FileSystem& disk,
                                                   const Clock& clock) {
  TRY_VOID(disk.create_folders(folder));
  TRY(UniqueFd lock, lock_folder(folder));
  TRY(Database database, Database::open(folder / "timbre.db"));
  TRY_VOID(migrate(database));
  Blobs blobs(disk, folder);
  TRY([[maybe_unused]] const std::size_t removed, blobs.remove_parts());
  return std::unique_ptr<TakeStore>(new TakeStore(std::move(database), std::move(blobs), clock, std::move(lock)));
}

Result<BlobWriter> TakeStore::begin_upload(const std::string& id) { return blobs_.begin(id); }

Result<Take> TakeStore::add(const NewTake& take) {
  const std::lock_guard lock(mutex_);
  TRY_VOID(insert_take(database_, take));
  return read(take.id);
}

Result<Take> TakeStore::get(const std::string& id) {
  const std::lock_guard lock(mutex_);
  return read(id);
}

Result<Take> TakeStore::read(const std::string& id) { return read_take(database_, id); }

Result<TakeList> TakeStore::list(const TakeQuery& query) {
  const std::lock_guard lock(mutex_);
  return list_takes(database_, query);
}

Result<void> TakeStore::must_be(const std::string& id, std::optional<std::int64_t> revision) {
  TRY(Statement select, database_.prepare("SELECT revision FROM takes WHERE id = ?"));
  select.bind(0, id);
  TRY(const bool is_there, select.step());
  if (!is_there) return no_such_take();
  if (revision && *revision != select.integer(0)) {
    return Error{ErrorKind::InvalidInput,
                 "this take was changed elsewhere meanwhile (revision " + std::to_string(select.integer(0)) +
                     ", yours is " + std::to_string(*revision) + "); look at it again, then repeat the change"};
  }
  return {};
}

Result<Take> TakeStore::edit(const std::string& id, const TakeEdit& edit, std::optional<std::int64_t> revision) {
  const std::lock_guard lock(mutex_);
  TRY(Transaction transaction, Transaction::begin(database_));
  TRY_VOID(must_be(id, revision));
  TRY(Statement update, database_.prepare("UPDATE takes SET revision = revision + 1, name = coalesce(?, name), "
                                          "note = coalesce(?, note) WHERE id = ?"));
  update.bind(0, edit.name);
  update.bind(1, edit.note);
  update.bind(2, id);
  TRY_VOID(update.run());
  if (edit.edited_text) {
    const bool is_removal = edit.edited_text->empty();
    TRY(Statement text, database_.prepare(is_removal ? "DELETE FROM edited_texts WHERE take_id = ?"
                                                     : "INSERT OR REPLACE INTO edited_texts (take_id, edited_ms, text) "
                                                       "VALUES (?, ?, ?)"));
    text.bind(0, id);
    if (!is_removal) {
      text.bind(1, unix_ms(clock_));
      text.bind(2, *edit.edited_text);
    }
    TRY_VOID(text.run());
  }
  TRY_VOID(transaction.commit());
  return read(id);
}

Result<void> TakeStore::set_judgement(const std::string& id, const Judgement& judgement) {
  const std::lock_guard lock(mutex_);
  TRY(Transaction transaction, Transaction::begin(database_));
  TRY_VOID(must_be(id, std::nullopt));
  TRY_VOID(write_judgement(database_, id, judgement, unix_ms(clock_)));
  return transaction.commit();
}

Result<void> TakeStore::set_transcript(const std::string& id, const std::string& engine, const std::string& json,
                                       const std::string& first_words) {
  const std::lock_guard lock(mutex_);
  TRY(Transaction transaction, Transaction::begin(database_));
  TRY_VOID(must_be(id, std::nullopt));
  TRY(Statement insert, database_.prepare("INSERT OR REPLACE INTO transcripts (take_id, engine, made_ms, json) "
                                          "VALUES (?, ?, ?, ?)"));
  insert.bind(0, id);
  insert.bind(1, engine);
  insert.bind(2, unix_ms(clock_));
  insert.bind(3, json);
  TRY_VOID(insert.run());
  TRY(Statement update, database_.prepare("UPDATE takes SET revision = revision + 1, first_words = ? WHERE id = ?"));
  update.bind(0, first_words);
  update.bind(1, id);
  TRY_VOID(update.run());
  return transaction.commit();
}

Result<void> TakeStore::set_problem(const std::string& id, const std::string& problem) {
  const std::lock_guard lock(mutex_);
  TRY(Statement update, database_.prepare("UPDATE takes SET revision = revision + 1, problem = ? WHERE id = ?"));
  update.bind(0, problem);
  update.bind(1, id);
  TRY_VOID(update.run());
  if (database_.changes() == 0) return no_such_take();
  return {};
}

Result<Take> TakeStore::move_to_trash(const std::string& id, std::optional<std::int64_t> revision) {
  const std::lock_guard lock(mutex_);
  TRY(Transaction transaction, Transaction::begin(database_));
  TRY_VOID(must_be(id, revision));
  TRY(Statement update, database_.prepare("UPDATE takes SET revision = revision + 1, "
                                          "trashed_ms = coalesce(trashed_ms, ?) WHERE id = ?"));
  update.bind(0, unix_ms(clock_));
  update.bind(1, id);
  TRY_VOID(update.run());
  TRY_VOID(transaction.commit());
  return read(id);
}

Result<Take> TakeStore::take_from_trash(const std::string& id) {
  const std::lock_guard lock(mutex_);
  TRY(Statement update, database_.prepare("UPDATE takes SET revision = revision + 1, trashed_ms = NULL WHERE id = ?"));
  update.bind(0, id);
  TRY_VOID(update.run());
  if (database_.changes() == 0) return no_such_take();
  return read(id);
}

Result<void> TakeStore::purge(const std::string& id) {
  const std::lock_guard lock(mutex_);
  TRY(const Take take, read(id));
  if (!take.summary.trashed_ms) {
    return Error{ErrorKind::InvalidInput, "this take is not in the trash; move it there first"};
  }
  TRY(Transaction transaction, Transaction::begin(database_));
  TRY(Statement remove, database_.prepare("DELETE FROM takes WHERE id = ?"));
  remove.bind(0, id);
  TRY_VOID(remove.run());
  TRY(Statement others, database_.prepare("SELECT 1 FROM takes WHERE blob = ? LIMIT 1"));
  others.bind(0, take.summary.blob.sha256);
  TRY(const bool is_shared, others.step());
  TRY_VOID(transaction.commit());
  // The row is gone; a file that cannot be removed now is an orphan, which doctor removes.
  if (!is_shared) [[maybe_unused]]
    const auto removed = blobs_.remove(take.summary.blob.sha256);
  return {};
}

Result<std::filesystem::path> TakeStore::audio_path(const std::string& sha256) const { return blobs_.path_of(sha256); }

}  // namespace timbre::store
