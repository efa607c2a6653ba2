#include "store/take_store.h"

#include <fcntl.h>
#include <sys/file.h>

#include "base/utc_time.h"
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

TakeStore::TakeStore(Database database, std::filesystem::path folder, FileSystem& disk, const Clock& clock,
                     UniqueFd lock)
    : database_(std::move(database)),
      folder_(std::move(folder)),
      disk_(disk),
      blobs_(disk, folder_),
      clock_(clock),
      lock_(std::move(lock)) {}

Result<std::unique_ptr<TakeStore>> TakeStore::open(const std::filesystem::path& folder, FileSystem& disk,
                                                   const Clock& clock) {
  TRY_VOID(disk.create_folders(folder));
  TRY(UniqueFd lock, lock_folder(folder));
  TRY(Database database, Database::open(folder / "timbre.db"));
  TRY_VOID(migrate(database, migration_steps()));
  std::unique_ptr<TakeStore> store(new TakeStore(std::move(database), folder, disk, clock, std::move(lock)));
  TRY([[maybe_unused]] const std::size_t removed, store->blobs_.remove_parts());
  return store;
}

Result<BlobWriter> TakeStore::begin_upload(const std::string& id) { return blobs_.begin(id); }

Result<Take> TakeStore::add(const NewTake& take) {
  const std::lock_guard lock(mutex_);
  TRY_VOID(blobs_.must_be_there(take.blob));
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

Result<std::optional<Take>> TakeStore::find_by_sound(const std::string& sha256) {
  const std::lock_guard lock(mutex_);
  TRY(Statement select, database_.prepare("SELECT id FROM takes WHERE blob = ? ORDER BY created_ms, id LIMIT 1"));
  select.bind(0, sha256);
  TRY(const bool is_there, select.step());
  if (!is_there) return std::optional<Take>();
  TRY(Take take, read(select.text(0)));
  return std::optional(std::move(take));
}

Result<std::vector<std::string>> TakeStore::spoken_texts() {
  const std::lock_guard lock(mutex_);
  return list_spoken_texts(database_);
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
  if (edit.edited_text) TRY_VOID(write_edited_text(database_, id, *edit.edited_text, unix_ms(clock_)));
  TRY(Take changed, read(id));
  TRY_VOID(transaction.commit());
  return changed;
}

Result<void> TakeStore::set_judgement(const std::string& id, const Judgement& judgement) {
  const std::lock_guard lock(mutex_);
  TRY(Transaction transaction, Transaction::begin(database_));
  TRY_VOID(must_be(id, std::nullopt));
  TRY_VOID(write_judgement(database_, id, judgement, unix_ms(clock_)));
  return transaction.commit();
}

Result<void> TakeStore::set_words(const std::string& id, const Words& words) {
  const std::lock_guard lock(mutex_);
  TRY(Transaction transaction, Transaction::begin(database_));
  TRY_VOID(must_be(id, std::nullopt));
  TRY_VOID(write_words(database_, id, words, unix_ms(clock_)));
  return transaction.commit();
}

Result<void> TakeStore::set_words_looked_for(const std::string& id) {
  const std::lock_guard lock(mutex_);
  TRY(Statement update, database_.prepare("UPDATE takes SET words_ms = ? WHERE id = ?"));
  update.bind(0, unix_ms(clock_));
  update.bind(1, id);
  TRY_VOID(update.run());
  if (database_.changes() == 0) return no_such_take();
  return {};
}

Result<std::vector<std::string>> TakeStore::without_words() {
  const std::lock_guard lock(mutex_);
  return list_without_words(database_);
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

Result<void> TakeStore::put_speaker(const std::string& id, const std::string& model, std::string_view bytes) {
  const std::lock_guard lock(mutex_);
  TRY(Transaction transaction, Transaction::begin(database_));
  TRY_VOID(must_be(id, std::nullopt));
  TRY(Statement insert, database_.prepare("INSERT OR REPLACE INTO speakers (take_id, model, bytes) VALUES (?, ?, ?)"));
  insert.bind(0, id);
  insert.bind(1, model);
  insert.bind_bytes(2, bytes);
  TRY_VOID(insert.run());
  return transaction.commit();
}

Result<std::optional<std::string>> TakeStore::speaker(const std::string& id, const std::string& model) {
  const std::lock_guard lock(mutex_);
  TRY(Statement select, database_.prepare("SELECT bytes FROM speakers WHERE take_id = ? AND model = ?"));
  select.bind(0, id);
  select.bind(1, model);
  TRY(const bool is_there, select.step());
  if (!is_there) return std::optional<std::string>();
  return std::optional(select.text(0));
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
  TRY(Take changed, read(id));
  TRY_VOID(transaction.commit());
  return changed;
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
  TRY_VOID(database_.execute("PRAGMA secure_delete = ON"));  // who spoke is not to be read in the file's free places
  TRY(Transaction transaction, Transaction::begin(database_));
  TRY(Statement forget, database_.prepare("DELETE FROM speakers WHERE take_id = ?"));
  forget.bind(0, id);
  TRY_VOID(forget.run());
  const bool knew_who = database_.changes() > 0;
  TRY(Statement remove, database_.prepare("DELETE FROM takes WHERE id = ?"));
  remove.bind(0, id);
  TRY_VOID(remove.run());
  TRY(Statement others, database_.prepare("SELECT 1 FROM takes WHERE blob = ? LIMIT 1"));
  others.bind(0, take.summary.blob.sha256);
  TRY(const bool is_shared, others.step());
  TRY_VOID(transaction.commit());
  if (knew_who) TRY_VOID(database_.execute("PRAGMA wal_checkpoint(TRUNCATE)"));  // nor in the write-ahead log
  // The row is gone; a file that cannot be removed now is an orphan, which doctor removes.
  if (!is_shared) [[maybe_unused]]
    const auto removed = blobs_.remove(take.summary.blob.sha256);
  return {};
}

Result<std::filesystem::path> TakeStore::audio_path(const std::string& sha256) const { return blobs_.path_of(sha256); }

}  // namespace timbre::store
