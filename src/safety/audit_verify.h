#pragma once
/// Reads a log from its first record to its last and says whether it is what was written.

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "safety/audit_head.h"
#include "safety/audit_record.h"
#include "safety/merkle_tree.h"

namespace timbre::safety {

/// A head to hold the log against, and what to call it.
struct NamedHead {
  std::string name;
  AuditHead head;
};

struct AuditVerdict {
  std::uint64_t record_count = 0;
  TreeHash root{};
  std::uint64_t head_count = 0;                 ///< heads the log was held against
  std::uint64_t problem_count = 0;              ///< 0: the log is what was written, up to the newest head
  std::vector<std::string> problems;            ///< the first few, in words
  std::optional<std::uint64_t> first_bad = {};  ///< number of the first record that is wrong in itself
  std::int64_t first_ms = 0;                    ///< times of the first and last record
  std::int64_t last_ms = 0;
  std::uint64_t clock_steps_back = 0;  ///< records earlier than the one before: a clock that was set, not a problem
};

/// Takes the records in order. Finds: text that is no record, numbers out of order, a record whose `prev` is not the
/// sum of the one before, a root that is not the one in a head of that size, a log shorter than a head says, a head
/// signed by a key that the log does not name and nobody pinned.
class AuditVerifier {
 public:
  /// `pinned_keys`: keys trusted besides those that the log's own key_made records name. `heads` in any order.
  AuditVerifier(std::vector<NamedHead> heads, const std::vector<Ed25519PublicKey>& pinned_keys);
  /// `row` is the number under which the record was stored.
  void push(std::uint64_t row, std::string_view text);
  /// For what else a caller found wrong.
  void add_problem(std::string what);
  [[nodiscard]] AuditVerdict finish();

 private:
  void check_heads();

  std::vector<NamedHead> heads_;  ///< by size, descending: the next to check is the last
  std::set<std::string> trusted_;
  MerkleFrontier frontier_;
  std::string prev_ = no_record_before();
  AuditVerdict verdict_;
};

}  // namespace timbre::safety
