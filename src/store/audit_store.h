#pragma once
/// The audit log on disk: records in safety.db, every append signed, the newest head also in <data>/audit-head.json.
/// What it promises and what it cannot: docs/audit.md.

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "safety/audit_head.h"
#include "safety/audit_log.h"
#include "safety/audit_record.h"
#include "safety/audit_verify.h"
#include "safety/key_folder.h"
#include "safety/merkle_proof.h"
#include "store/safety_database.h"

namespace timbre::store {

/// Every head of a size that is a multiple of this is kept for ever; of the others only the newest.
inline constexpr std::uint64_t kHeadsKeptEvery = 64;

/// Which records are wanted; empty fields ask for all.
struct AuditQuery {
  std::string voice_id = {};
  std::string act = {};
  std::optional<std::int64_t> since_ms = {};
  std::optional<std::uint64_t> before = {};  ///< only numbers below: the next page
  std::size_t limit = 100;
};

/// Thread-safe, and several processes may append to one log at once. Database and keys must outlive it.
class AuditStore : public safety::AuditLog {
 public:
  AuditStore(SafetyDatabase& database, safety::KeyFolder& keys) : database_(database), keys_(keys) {}

  /// O(log n). Corrupt, and nothing is appended, where the end of the log is not what the newest head says; otherwise
  /// as Database and KeyFolder say.
  [[nodiscard]] Result<safety::AuditReceipt> append(const safety::AuditEvent& event) override;

  /// The newest signed head as text. NotFound while the log is empty.
  [[nodiscard]] Result<std::string> head();
  /// Newest first. Text that is no record is left out: verify() tells of it.
  [[nodiscard]] Result<std::vector<safety::AuditRecord>> list(const AuditQuery& query);
  /// Reads the whole log and holds it against every head kept, the one in audit-head.json, and those given.
  [[nodiscard]] Result<safety::AuditVerdict> verify(std::vector<safety::NamedHead> pinned = {});
  /// Every record's text in order, as one moment had them, and that moment's head.
  [[nodiscard]] Result<std::string> read_all(const std::function<Result<void>(std::string_view)>& take);
  /// The hashes that proofs are made of.
  [[nodiscard]] Result<std::vector<safety::TreeHash>> leaves();
  /// The text of one record. NotFound naming how many there are.
  [[nodiscard]] Result<std::string> record(std::uint64_t number);

 private:
  struct Tail {
    safety::MerkleFrontier frontier;
    std::string prev;
    std::optional<safety::AuditHead> head;
  };
  [[nodiscard]] Result<Tail> read_tail();
  [[nodiscard]] Result<void> must_be_whole(const Tail& tail);
  [[nodiscard]] Result<safety::AuditReceipt> add(Tail& tail, const safety::AuditEvent& event);
  [[nodiscard]] Result<std::string> seal(const Tail& tail, const Ed25519Seed& seed);
  [[nodiscard]] Result<std::vector<safety::NamedHead>> kept_heads(safety::AuditVerifier& verifier);
  [[nodiscard]] std::filesystem::path head_path() const { return database_.folder() / "audit-head.json"; }
  [[nodiscard]] std::int64_t now_ms() const;

  SafetyDatabase& database_;
  safety::KeyFolder& keys_;
};

}  // namespace timbre::store
