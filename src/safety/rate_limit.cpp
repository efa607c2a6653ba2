#include "safety/rate_limit.h"

#include <algorithm>

namespace timbre::safety {
namespace {

constexpr std::int64_t kMinuteS = 60;
constexpr std::int64_t kHourS = 3600;
constexpr std::int64_t kDayS = 86400;

std::int64_t window_ms(LimitRule rule) { return rule.window_s * 1000; }

}  // namespace

const char* to_string(LimitKind kind) {
  switch (kind) {
    case LimitKind::Synthesis:
      return "synthesis";
    case LimitKind::Characters:
      return "characters";
    case LimitKind::Consent:
      return "consent";
  }
  return "unknown";
}

LimitRule limit_rule(LimitKind kind, LimitScope scope) {
  const bool is_voice = scope == LimitScope::Voice;
  switch (kind) {
    case LimitKind::Synthesis:
      return {is_voice ? 60 : 120, kMinuteS};
    case LimitKind::Characters:
      return {is_voice ? 20'000 : 60'000, kHourS};
    case LimitKind::Consent:
      return {is_voice ? 10 : 30, kDayS};
  }
  return {};
}

LimitBucket full_bucket(LimitRule rule, std::int64_t now_ms) { return {rule.amount * window_ms(rule), now_ms}; }

LimitBucket filled(LimitBucket bucket, LimitRule rule, std::int64_t now_ms) {
  const std::int64_t from_ms = std::max<std::int64_t>(bucket.at_ms, 0);  // a forged time overflows nothing
  const std::int64_t passed_ms = now_ms <= from_ms ? 0 : std::min(now_ms - from_ms, window_ms(rule));
  const std::int64_t full = rule.amount * window_ms(rule);
  const std::int64_t credit = std::clamp<std::int64_t>(bucket.credit, 0, full);
  return {std::min(credit + passed_ms * rule.amount, full), now_ms};
}

std::int64_t units_left(LimitBucket bucket, LimitRule rule) { return bucket.credit / window_ms(rule); }

std::int64_t take_from(LimitBucket& bucket, LimitRule rule, std::int64_t amount) {
  const std::int64_t missing = amount * window_ms(rule) - bucket.credit;
  if (missing <= 0) {
    bucket.credit = -missing;
    return 0;
  }
  const std::int64_t wait_ms = (missing + rule.amount - 1) / rule.amount;
  return (wait_ms + 999) / 1000;
}

}  // namespace timbre::safety
