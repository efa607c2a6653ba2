#pragma once
/// Names for stored things: UUID version 7 (RFC 9562 section 5.7), so that names sort by the time they were made.

#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/random.h"

namespace timbre {

/// 36 characters, lower case: 48 bits of Unix milliseconds, then 74 random bits.
[[nodiscard]] std::string make_uuid(const Clock& clock, Random& random);

/// Whether text has exactly the form of a UUID in lower case. What passes holds no path separator and no dot.
[[nodiscard]] bool is_uuid(std::string_view text);

}  // namespace timbre
