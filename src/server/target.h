#pragma once
/// The request-target (RFC 9112 section 3.2), taken apart with suspicion.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace timbre::server {

struct Target {
  std::vector<std::string> path;
  std::map<std::string, std::string> query;
};

/// Longest target, in bytes.
inline constexpr std::size_t kMaxTargetBytes = 8192;

/// Origin form only. Segments and query are percent-decoded once and must then be well-formed UTF-8 without control
/// characters; a segment may not be empty (but the last), ".", "..", or hold a slash, a backslash or a further percent
/// escape. InvalidInput otherwise, without repeating the input.
[[nodiscard]] Result<Target> parse_target(std::string_view target);

}  // namespace timbre::server
