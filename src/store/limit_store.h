#pragma once
/// The counters of safety/rate_limit.h in safety.db: they outlive the process and are shared by all of them.

#include <string>
#include <vector>

#include "safety/audit_log.h"
#include "safety/rate_limit.h"
#include "store/safety_database.h"

namespace timbre::store {

/// What is left now.
struct LimitState {
  safety::LimitKind kind = safety::LimitKind::Synthesis;
  safety::LimitRule rule;
  std::int64_t left = 0;
};

/// The first refusal after something was let through is logged; those right after it are not, so that nobody fills the
/// log by asking.
class LimitStore : public safety::RateLimiter {
 public:
  /// Both must outlive it.
  LimitStore(SafetyDatabase& database, safety::AuditLog& log) : database_(database), log_(log) {}
  [[nodiscard]] Result<void> take(safety::LimitKind kind, const std::string& voice_id, std::int64_t amount) override;
  /// One for each kind; an empty voice is the installation.
  [[nodiscard]] Result<std::vector<LimitState>> left(const std::string& voice_id);

 private:
  SafetyDatabase& database_;
  safety::AuditLog& log_;
};

}  // namespace timbre::store
