#pragma once
/// JSON that has one form only (RFC 8785, without its floating-point part): what is hashed and signed.

#include <string>

#include "base/json.h"
#include "base/result.h"

namespace timbre {

/// Keys sorted by their UTF-16 code units, no spaces, the shortest escapes, UTF-8. InvalidInput, saying where, for what
/// has no such form here: floating point, integers beyond ±(2^53 − 1), text that is not UTF-8, more than 16 levels.
[[nodiscard]] Result<std::string> canonical_json(const Json& value);

}  // namespace timbre
