#include "store/doctor.h"

#include <set>

namespace timbre::store {
namespace {

struct NamedBlob {
  std::string take_id, take_name, sha256;
};

Result<std::vector<NamedBlob>> named_blobs(Database& database) {
  TRY(Statement select, database.prepare("SELECT id, name, blob FROM takes ORDER BY id"));
  std::vector<NamedBlob> all;
  for (;;) {
    TRY(const bool has_row, select.step());
    if (!has_row) return all;
    all.push_back({select.text(0), select.text(1), select.text(2)});
  }
}

/// Every row that a check of SQLite's own prints, unless it is "ok".
Result<void> run_check(Database& database, const std::string& pragma, Diagnosis& diagnosis) {
  TRY(Statement check, database.prepare("PRAGMA " + pragma));
  for (;;) {
    TRY(const bool has_row, check.step());
    if (!has_row) return {};
    const std::string answer = check.text(0);
    if (answer != "ok") diagnosis.findings.push_back({"the database's " + pragma + " says: " + answer, false, true});
  }
}

Result<void> check_audio(TakeStore& store, const NamedBlob& named, Repair repair, Diagnosis& diagnosis) {
  const Result<void> verified = store.blobs().verify(named.sha256);
  if (verified.ok()) return {};
  Finding finding{"take '" + named.take_name + "' (" + named.take_id + "): " + verified.error().message, false, true};
  if (repair == Repair::Yes) {
    const bool is_missing = verified.error().kind == ErrorKind::NotFound;
    TRY_VOID(store.set_problem(named.take_id, is_missing ? "The recording is missing from the disk. Restore a backup."
                                                         : "The recording is damaged on the disk. Restore a backup."));
    finding.is_repaired = true;
  }
  diagnosis.findings.push_back(std::move(finding));
  return {};
}

}  // namespace

Result<void> examine_safety(AuditStore& log, safety::KeyFolder& keys, Diagnosis& diagnosis) {
  TRY(const safety::AuditVerdict verdict, log.verify());
  for (const std::string& problem : verdict.problems) {
    diagnosis.findings.push_back({"the audit log: " + problem, false, true});
  }
  const auto signing = keys.existing_signing_key();
  if (!signing.ok() && signing.error().kind != ErrorKind::NotFound) {
    diagnosis.findings.push_back({signing.error().message, false, true});
  }
  if (signing.ok() || verdict.record_count == 0) return {};
  diagnosis.findings.push_back({"the log has records and the key that signed them is not there", false, true});
  return {};
}

Result<Diagnosis> examine(TakeStore& store, Repair repair) {
  Diagnosis diagnosis;
  TRY_VOID(run_check(store.database(), "integrity_check", diagnosis));
  TRY_VOID(run_check(store.database(), "foreign_key_check", diagnosis));
  TRY(const auto named, named_blobs(store.database()));
  diagnosis.take_count = static_cast<std::int64_t>(named.size());
  std::set<std::string> wanted;
  for (const NamedBlob& blob : named) {
    wanted.insert(blob.sha256);
    TRY_VOID(check_audio(store, blob, repair, diagnosis));
  }
  TRY(const auto on_disk, store.blobs().list());
  diagnosis.blob_count = static_cast<std::int64_t>(on_disk.size());
  for (const std::string& sum : on_disk) {
    if (wanted.contains(sum)) continue;
    if (repair == Repair::Yes) TRY_VOID(store.blobs().remove(sum));
    diagnosis.findings.push_back({"audio that belongs to no take: " + sum, repair == Repair::Yes, false});
  }
  return diagnosis;
}

}  // namespace timbre::store
