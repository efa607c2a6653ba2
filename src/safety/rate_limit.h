#pragma once
/// How much may be done how often: a token bucket for each voice and one for the whole installation. The counters are
/// kept by store/limit_store.h.

#include <cstdint>
#include <string>

#include "base/result.h"

namespace timbre::safety {

/// Closed list; the words of to_string() stand in the database and the log and never change.
enum class LimitKind {
  Synthesis,   ///< amount 1 for each clone asked for
  Characters,  ///< amount: characters of the text to be spoken
  Consent,     ///< amount 1 for each consent that is begun
};

/// synthesis, characters, consent.
[[nodiscard]] const char* to_string(LimitKind kind);

/// Whose bucket.
enum class LimitScope {
  Voice,        ///< one voice
  Installation  ///< everything done in this data folder, for whatever voice
};

/// A bucket that holds `amount` and fills evenly from empty to full within `window_s`.
struct LimitRule {
  std::int64_t amount = 0;
  std::int64_t window_s = 0;
};

/// The one table of limits.
[[nodiscard]] LimitRule limit_rule(LimitKind kind, LimitScope scope);

/// The port: whoever acts takes first.
class RateLimiter {
 public:
  virtual ~RateLimiter() = default;
  /// Takes from the voice's bucket and the installation's, from both or from neither. Unavailable with retry_after_s
  /// when too little is left now; Denied when `amount` is more than a full bucket holds. A refusal leaves limit_hit in
  /// the log. An empty voice takes from the installation's bucket alone. Thread-safe, and across processes.
  [[nodiscard]] virtual Result<void> take(LimitKind kind, const std::string& voice_id, std::int64_t amount) = 0;
};

/// One bucket's state, in integers: the same calls give the same answers everywhere.
struct LimitBucket {
  std::int64_t credit = 0;  ///< amount left × window in milliseconds
  std::int64_t at_ms = 0;   ///< when that was so
};

/// A bucket nobody has taken from.
[[nodiscard]] LimitBucket full_bucket(LimitRule rule, std::int64_t now_ms);
/// The bucket now. A clock that went back fills nothing.
[[nodiscard]] LimitBucket filled(LimitBucket bucket, LimitRule rule, std::int64_t now_ms);
/// Whole units left in a bucket that was filled() just now.
[[nodiscard]] std::int64_t units_left(LimitBucket bucket, LimitRule rule);
/// Takes from a bucket that was filled() just now: 0, or the seconds to wait, and then nothing was taken. `amount` is
/// at least 0 and at most rule.amount.
[[nodiscard]] std::int64_t take_from(LimitBucket& bucket, LimitRule rule, std::int64_t amount);

}  // namespace timbre::safety
