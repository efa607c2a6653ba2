#include "safety/audit_verify.h"

#include <algorithm>

#include "safety/key_folder.h"

namespace timbre::safety {
namespace {

constexpr std::size_t kMaxProblems = 20;

}  // namespace

AuditVerifier::AuditVerifier(std::vector<NamedHead> heads, const std::vector<Ed25519PublicKey>& pinned_keys)
    : heads_(std::move(heads)) {
  std::stable_sort(heads_.begin(), heads_.end(),
                   [](const NamedHead& a, const NamedHead& b) { return a.head.size > b.head.size; });
  for (const Ed25519PublicKey& key : pinned_keys) trusted_.insert(fingerprint(key));
  verdict_.head_count = heads_.size();
  check_heads();
}

void AuditVerifier::add_problem(std::string what) {
  ++verdict_.problem_count;
  if (verdict_.problems.size() < kMaxProblems) verdict_.problems.push_back(std::move(what));
}

void AuditVerifier::check_heads() {
  for (; !heads_.empty() && heads_.back().head.size == frontier_.size(); heads_.pop_back()) {
    const auto& [name, head] = heads_.back();
    if (head.root != frontier_.root()) {
      add_problem("a record up to number " + std::to_string(head.size) +
                  " was changed: the log's root is not that of " + name);
    } else if (!trusted_.contains(fingerprint(head.key))) {
      add_problem(name + " is signed by the key " + fingerprint(head.key) + ", which the log does not name");
    }
  }
}

void AuditVerifier::push(std::uint64_t row, std::string_view text) {
  const std::uint64_t number = frontier_.size();
  const std::string where = "record " + std::to_string(number);
  const std::uint64_t problems_before = verdict_.problem_count;
  const auto record = parse_record(text);
  if (!record.ok()) {
    add_problem(where + ": " + record.error().message);
  } else {
    if (row != number || record->number != number) {
      add_problem(where + " is missing: in its place stands number " + std::to_string(record->number));
    }
    if (record->prev != prev_) add_problem(where + " does not follow the record before it");
    if (number == 0) verdict_.first_ms = record->time_ms;
    if (number > 0 && record->time_ms < verdict_.last_ms) ++verdict_.clock_steps_back;
    verdict_.last_ms = record->time_ms;
    if (record->act == to_string(AuditAct::KeyMade) && record->details.value("key", Json()) == "audit") {
      const Json& key = record->details["fingerprint"];
      if (key.is_string()) trusted_.insert(key.get<std::string>());
    }
  }
  if (verdict_.problem_count > problems_before && !verdict_.first_bad) verdict_.first_bad = number;
  prev_ = sha256_hex(text);
  frontier_.push(leaf_hash(text));
  check_heads();
}

AuditVerdict AuditVerifier::finish() {
  for (const auto& [name, head] : heads_) {
    add_problem("the log was cut off: it has " + std::to_string(frontier_.size()) + " records and " + name + " says " +
                std::to_string(head.size));
  }
  heads_.clear();
  verdict_.record_count = frontier_.size();
  verdict_.root = frontier_.root();
  return verdict_;
}

}  // namespace timbre::safety
