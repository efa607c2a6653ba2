#pragma once
/// A log in memory that remembers what was appended and fails where told to.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "safety/audit_log.h"

namespace timbre::safety {

class MemoryAuditLog : public AuditLog {
 public:
  std::vector<AuditEvent> events;
  std::optional<Error> next_failure;  ///< returned once
  bool is_broken = false;             ///< every call fails

  Result<AuditReceipt> append(const AuditEvent& event) override {
    if (is_broken) return Error{ErrorKind::Unavailable, "the log cannot be written"};
    if (next_failure) return *std::exchange(next_failure, std::nullopt);
    events.push_back(event);
    return AuditReceipt{events.size() - 1, ""};
  }
  [[nodiscard]] std::vector<std::string> acts() const {
    std::vector<std::string> all;
    for (const AuditEvent& event : events) all.emplace_back(to_string(event.act));
    return all;
  }
};

}  // namespace timbre::safety
