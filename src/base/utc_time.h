#pragma once
/// Times as text, UTC.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace timbre {

/// Milliseconds since 1970, UTC.
[[nodiscard]] std::int64_t unix_ms(const Clock& clock);
[[nodiscard]] std::int64_t unix_ms(std::chrono::system_clock::time_point time);

/// RFC 3339 with milliseconds: 2026-11-21T13:08:38.042Z.
[[nodiscard]] std::string rfc3339(std::int64_t unix_ms);

/// Unix milliseconds of an RFC 3339 time in UTC, as rfc3339() writes it, without the fraction, or
/// the date alone; none for other text.
[[nodiscard]] std::optional<std::int64_t> parse_rfc3339(std::string_view text);

/// ISO 8601: 2026-11-21.
[[nodiscard]] std::string utc_date(std::int64_t unix_ms);

}  // namespace timbre
