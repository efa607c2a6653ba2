#include "store/recordings.h"

#include "base/utc_time.h"
#include "store/take_rows.h"

namespace timbre::store {
namespace {

constexpr std::string_view kSelect =
    "SELECT r.id, started_ms, touched_ms, sample_rate_hz, channel_count, prompt, capture, count(p.number), "
    "coalesce(sum(length(p.bytes)), 0) FROM recordings r LEFT JOIN pieces p ON p.recording_id = r.id ";

Recording recording_of(const Statement& row) {
  return {row.text(0), row.integer(1), row.integer(2), row.integer(3), row.integer(4),
          row.text(5), row.text(6),    row.integer(7), row.integer(8)};
}

Error no_such_recording() {
  return {ErrorKind::NotFound, "there is no such recording; it may be finished already: look among the takes"};
}

Result<Recording> read_recording(Database& database, const std::string& id) {
  TRY(Statement select, database.prepare(std::string(kSelect) + "WHERE r.id = ? GROUP BY r.id"));
  select.bind(0, id);
  TRY(const bool is_there, select.step());
  if (!is_there) return no_such_recording();
  return recording_of(select);
}

Error too_long(std::string_view what, std::int64_t size, std::int64_t limit) {
  return {ErrorKind::InvalidInput, std::string(what) + " of " + std::to_string(size) + " bytes is over the limit of " +
                                       std::to_string(limit) + " bytes; finish this recording and start another"};
}

/// Whether a piece of that number is there with the same bytes; InvalidInput when it is there with others.
Result<bool> is_known(Database& database, const std::string& id, std::int64_t number, std::string_view bytes) {
  TRY(Statement select, database.prepare("SELECT bytes FROM pieces WHERE recording_id = ? AND number = ?"));
  select.bind(0, id);
  select.bind(1, number);
  TRY(const bool is_there, select.step());
  if (!is_there) return false;
  if (select.text(0) == bytes) return true;
  return Error{ErrorKind::InvalidInput, "piece " + std::to_string(number) + " came before with other bytes"};
}

}  // namespace

Result<Recording> Recordings::begin(const Recording& recording) {
  const std::lock_guard lock(store_.mutex());
  const std::int64_t now_ms = unix_ms(store_.clock());
  TRY(Statement insert,
      store_.database().prepare("INSERT INTO recordings (id, started_ms, touched_ms, sample_rate_hz, channel_count, "
                                "prompt, capture) VALUES (?1, ?2, ?2, ?3, ?4, ?5, ?6)"));
  insert.bind(0, recording.id);
  insert.bind(1, now_ms);
  insert.bind(2, recording.sample_rate_hz);
  insert.bind(3, recording.channel_count);
  insert.bind(4, recording.prompt);
  insert.bind(5, recording.capture);
  TRY_VOID(insert.run());
  return read_recording(store_.database(), recording.id);
}

Result<void> Recordings::put(const std::string& id, std::int64_t number, std::string_view bytes) {
  if (bytes.size() > kMaxPieceBytes) {
    return too_long("a piece", static_cast<std::int64_t>(bytes.size()), kMaxPieceBytes);
  }
  if (number < 0) return Error{ErrorKind::InvalidInput, "pieces are numbered from 0"};
  const std::lock_guard lock(store_.mutex());
  Database& database = store_.database();
  TRY(Transaction transaction, Transaction::begin(database));
  TRY(const Recording recording, read_recording(database, id));
  TRY(const bool is_repeated, is_known(database, id, number, bytes));
  if (is_repeated) return {};
  const std::int64_t total = recording.byte_count + static_cast<std::int64_t>(bytes.size());
  if (total > kMaxRecordingBytes) return too_long("a recording", total, kMaxRecordingBytes);
  TRY(Statement insert, database.prepare("INSERT INTO pieces (recording_id, number, bytes) VALUES (?, ?, ?)"));
  insert.bind(0, id);
  insert.bind(1, number);
  insert.bind_bytes(2, bytes);
  TRY_VOID(insert.run());
  TRY(Statement touch, database.prepare("UPDATE recordings SET touched_ms = ? WHERE id = ?"));
  touch.bind(0, unix_ms(store_.clock()));
  touch.bind(1, id);
  TRY_VOID(touch.run());
  return transaction.commit();
}

Result<Recording> Recordings::get(const std::string& id) {
  const std::lock_guard lock(store_.mutex());
  return read_recording(store_.database(), id);
}

Result<std::vector<Recording>> Recordings::unfinished() {
  const std::lock_guard lock(store_.mutex());
  TRY(Statement select, store_.database().prepare(std::string(kSelect) +
                                                  "GROUP BY r.id HAVING count(p.number) > 0 ORDER BY started_ms DESC"));
  std::vector<Recording> found;
  for (;;) {
    TRY(const bool has_row, select.step());
    if (!has_row) return found;
    found.push_back(recording_of(select));
  }
}

Result<std::int64_t> Recordings::read(const std::string& id,
                                      const std::function<Result<void>(std::string_view)>& piece) {
  for (std::int64_t number = 0;; ++number) {
    std::string bytes;
    {
      // one piece at a time, so that a long recording neither fills the memory nor blocks the others
      const std::lock_guard lock(store_.mutex());
      TRY(Statement select,
          store_.database().prepare("SELECT bytes FROM pieces WHERE recording_id = ? AND number = ?"));
      select.bind(0, id);
      select.bind(1, number);
      TRY(const bool is_there, select.step());
      if (!is_there) return number;
      bytes = select.text(0);
    }
    TRY_VOID(piece(bytes));
  }
}

Result<Take> Recordings::finish(const std::string& id, const NewTake& take) {
  const std::lock_guard lock(store_.mutex());
  Database& database = store_.database();
  TRY_VOID(store_.blobs().must_be_there(take.blob));
  TRY(Transaction transaction, Transaction::begin(database));
  TRY_VOID(insert_take(database, take));
  TRY(Statement remove, database.prepare("DELETE FROM recordings WHERE id = ?"));
  remove.bind(0, id);
  TRY_VOID(remove.run());
  if (database.changes() == 0) return no_such_recording();
  TRY_VOID(transaction.commit());
  return read_take(database, take.id);
}

Result<void> Recordings::discard(const std::string& id) {
  const std::lock_guard lock(store_.mutex());
  TRY(Statement remove, store_.database().prepare("DELETE FROM recordings WHERE id = ?"));
  remove.bind(0, id);
  TRY_VOID(remove.run());
  if (store_.database().changes() == 0) return no_such_recording();
  return {};
}

}  // namespace timbre::store
