#include "store/consent_store.h"

#include <algorithm>
#include <utility>

#include "base/sha256.h"
#include "store/blobs.h"
#include "store/consent_rows.h"

namespace timbre::store {
namespace {

using safety::ConsentRecord;
using safety::Deleted;
using safety::Voice;

constexpr std::uintmax_t kLargestEvidence = 256u << 20;

std::filesystem::path evidence_folder(const SafetyDatabase& database) { return database.folder() / "consents"; }

/// Runs a statement with one text parameter; rows changed.
Result<std::int64_t> change(Database& database, const std::string& sql, const std::string& parameter) {
  TRY(Statement statement, database.prepare(sql));
  statement.bind(0, parameter);
  TRY_VOID(statement.run());
  return database.changes();
}

Result<Voice> read_voice(Database& database, const std::string& id) {
  TRY(auto voices, select_voices(database, "id = ?1", id));
  if (voices.empty()) return Error{ErrorKind::NotFound, "there is no such voice; see timbre consent list"};
  return std::move(voices.front());
}

Result<void> must_be_alive(Database& database, const std::string& voice_id) {
  TRY(const Voice voice, read_voice(database, voice_id));
  if (!voice.revoked_ms) return {};
  return Error{ErrorKind::Denied, "consent for voice '" + voice.name + "' was revoked; nothing may be kept of it"};
}

Result<std::vector<std::string>> evidence_of(Database& database, const std::string& voice_id) {
  TRY(const auto records, select_consents(database, "voice_id = ?1", voice_id));
  std::vector<std::string> sums;
  for (const ConsentRecord& record : records)
    if (!record.audio_sha256.empty()) sums.push_back(record.audio_sha256);
  return sums;
}

/// Names, texts and sums go; ids, times, state and what was checked stay.
Result<std::int64_t> bury_consents(Database& database, const std::string& voice_id, std::int64_t now_ms) {
  TRY(Statement update,
      database.prepare(
          "UPDATE consents SET state = CASE WHEN state IN ('open', 'given') THEN 'revoked' ELSE state END, "
          "revoked_ms = CASE WHEN state IN ('open', 'given') THEN ?2 ELSE revoked_ms END, person = '', "
          "company = '', statement = '', challenge = '[]', reason = '', evidence = '', checks = '' "
          "WHERE voice_id = ?1"));
  update.bind(0, voice_id);
  update.bind(1, now_ms);
  TRY_VOID(update.run());
  return database.changes();
}

}  // namespace

Result<void> ConsentStore::add_voice(const Voice& voice) {
  const std::lock_guard lock(database_.mutex());
  return insert_voice(database_.database(), voice);
}

Result<Voice> ConsentStore::voice(const std::string& id) {
  const std::lock_guard lock(database_.mutex());
  return read_voice(database_.database(), id);
}

Result<std::optional<Voice>> ConsentStore::voice_named(const std::string& name) {
  const std::lock_guard lock(database_.mutex());
  TRY(auto voices, select_voices(database_.database(), "name = ?1 AND revoked_ms IS NULL", name));
  if (voices.empty()) return std::optional<Voice>();
  return std::optional(std::move(voices.front()));
}

Result<std::vector<Voice>> ConsentStore::voices() {
  const std::lock_guard lock(database_.mutex());
  return select_voices(database_.database(), "?1 = ''", "");
}

Result<void> ConsentStore::add_consent(const ConsentRecord& record) {
  const std::lock_guard lock(database_.mutex());
  TRY(Transaction transaction, Transaction::begin(database_.database()));
  TRY_VOID(must_be_alive(database_.database(), record.voice_id));
  TRY_VOID(insert_consent(database_.database(), record));
  return transaction.commit();
}

Result<ConsentRecord> ConsentStore::consent(const std::string& id) {
  const std::lock_guard lock(database_.mutex());
  TRY(auto records, select_consents(database_.database(), "id = ?1", id));
  if (records.empty()) return Error{ErrorKind::NotFound, "there is no such consent; see timbre consent list"};
  return std::move(records.front());
}

Result<std::vector<ConsentRecord>> ConsentStore::consents() {
  const std::lock_guard lock(database_.mutex());
  return select_consents(database_.database(), "?1 = ''", "");
}

Result<bool> ConsentStore::use_try(const std::string& id, std::int64_t limit) {
  const std::lock_guard lock(database_.mutex());
  TRY(Statement update, database_.database().prepare("UPDATE consents SET tries = tries + 1 WHERE id = ? AND "
                                                     "state = 'open' AND tries < ?"));
  update.bind(0, id);
  update.bind(1, limit);
  TRY_VOID(update.run());
  return database_.database().changes() == 1;
}

Result<bool> ConsentStore::conclude(const ConsentRecord& record) {
  const std::lock_guard lock(database_.mutex());
  return update_open_consent(database_.database(), record);
}

Result<void> ConsentStore::keep_evidence(const std::string& sha256, std::string_view bytes) {
  if (!is_blob_name(sha256)) return Error{ErrorKind::Internal, "evidence without a SHA-256 for a name"};
  const std::filesystem::path folder = evidence_folder(database_);
  TRY_VOID(database_.disk().create_folders(folder));
  std::error_code ignored;  // a disk without rights has none to narrow
  std::filesystem::permissions(folder, std::filesystem::perms::owner_all, ignored);
  return database_.disk().write_atomically(folder / sha256, bytes);
}

Result<void> ConsentStore::drop_evidence(const std::string& sha256) {
  if (!is_blob_name(sha256)) return {};
  return database_.disk().remove(evidence_folder(database_) / sha256);
}

Result<std::string> ConsentStore::evidence(const std::string& sha256) {
  if (!is_blob_name(sha256)) return Error{ErrorKind::NotFound, "nothing was handed in for this consent"};
  TRY(std::string bytes, database_.disk().read(evidence_folder(database_) / sha256, kLargestEvidence));
  if (sha256_hex(bytes) != sha256) {
    return Error{ErrorKind::Corrupt, "'" + (evidence_folder(database_) / sha256).string() +
                                         "' is not what was handed in; restore it from a backup"};
  }
  return bytes;
}

Result<Deleted> ConsentStore::revoke_voice(const std::string& voice_id, std::int64_t now_ms) {
  const std::lock_guard lock(database_.mutex());
  Database& database = database_.database();
  TRY_VOID(database.execute("PRAGMA secure_delete = ON"));  // what was overwritten is not in the file's free places
  TRY(Transaction transaction, Transaction::begin(database));
  TRY(const Voice voice, read_voice(database, voice_id));
  TRY(const auto sums, evidence_of(database, voice_id));
  Deleted deleted;
  TRY(Statement close, database.prepare("UPDATE voices SET revoked_ms = coalesce(revoked_ms, ?) WHERE id = ?"));
  close.bind(0, now_ms);
  close.bind(1, voice_id);
  TRY_VOID(close.run());
  TRY(deleted.consents, bury_consents(database, voice_id, now_ms));
  TRY(deleted.embeddings, change(database, "DELETE FROM embeddings WHERE voice_id = ?", voice_id));
  TRY(Statement pend, database.prepare("INSERT OR IGNORE INTO pending_deletions (take_id, voice_id, asked_ms) "
                                       "SELECT take_id, voice_id, ?2 FROM voice_references WHERE voice_id = ?1"));
  pend.bind(0, voice_id);
  pend.bind(1, now_ms);
  TRY_VOID(pend.run());
  TRY(deleted.references, change(database, "DELETE FROM voice_references WHERE voice_id = ?", voice_id));
  TRY_VOID(transaction.commit());
  // nor in the write-ahead log; another process that reads just now keeps it until its own next write
  TRY_VOID(database.execute("PRAGMA wal_checkpoint(TRUNCATE)"));
  for (const std::string& sum : sums) TRY_VOID(drop_evidence(sum));
  return deleted;
}

Result<void> ConsentStore::add_reference(const std::string& voice_id, const std::string& take_id) {
  const std::lock_guard lock(database_.mutex());
  Database& database = database_.database();
  TRY(Transaction transaction, Transaction::begin(database));
  TRY_VOID(must_be_alive(database, voice_id));
  TRY(Statement insert, database.prepare("INSERT OR IGNORE INTO voice_references (voice_id, take_id) VALUES (?, ?)"));
  insert.bind(0, voice_id);
  insert.bind(1, take_id);
  TRY_VOID(insert.run());
  return transaction.commit();
}

Result<std::vector<std::string>> ConsentStore::references(const std::string& voice_id) {
  const std::lock_guard lock(database_.mutex());
  TRY(Statement select,
      database_.database().prepare("SELECT take_id FROM voice_references WHERE voice_id = ? ORDER BY take_id"));
  select.bind(0, voice_id);
  std::vector<std::string> ids;
  for (;;) {
    TRY(const bool has_row, select.step());
    if (!has_row) return ids;
    ids.push_back(select.text(0));
  }
}

Result<void> ConsentStore::put_embedding(const std::string& voice_id, const std::string& model,
                                         std::string_view bytes) {
  const std::lock_guard lock(database_.mutex());
  Database& database = database_.database();
  TRY(Transaction transaction, Transaction::begin(database));
  TRY_VOID(must_be_alive(database, voice_id));
  TRY(Statement insert,
      database.prepare("INSERT OR REPLACE INTO embeddings (voice_id, model, bytes) VALUES (?, ?, ?)"));
  insert.bind(0, voice_id);
  insert.bind(1, model);
  insert.bind_bytes(2, bytes);
  TRY_VOID(insert.run());
  return transaction.commit();
}

Result<std::optional<std::string>> ConsentStore::embedding(const std::string& voice_id, const std::string& model) {
  const std::lock_guard lock(database_.mutex());
  TRY(Statement select, database_.database().prepare("SELECT bytes FROM embeddings WHERE voice_id = ? AND model = ?"));
  select.bind(0, voice_id);
  select.bind(1, model);
  TRY(const bool has_row, select.step());
  if (!has_row) return std::optional<std::string>();
  return std::optional(select.text(0));
}

Result<std::vector<PendingDeletion>> ConsentStore::pending_deletions() {
  const std::lock_guard lock(database_.mutex());
  TRY(Statement select, database_.database().prepare(
                            "SELECT take_id, voice_id, asked_ms FROM pending_deletions ORDER BY asked_ms, take_id"));
  std::vector<PendingDeletion> pending;
  for (;;) {
    TRY(const bool has_row, select.step());
    if (!has_row) return pending;
    pending.push_back({select.text(0), select.text(1), select.integer(2)});
  }
}

Result<void> ConsentStore::deletion_done(const std::string& take_id) {
  const std::lock_guard lock(database_.mutex());
  TRY([[maybe_unused]] const std::int64_t rows,
      change(database_.database(), "DELETE FROM pending_deletions WHERE take_id = ?", take_id));
  return {};
}

}  // namespace timbre::store
