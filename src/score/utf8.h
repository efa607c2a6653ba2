#pragma once
/// File names and tags may hold any bytes; JSON may not.

#include <string>
#include <string_view>

namespace timbre::score {

/// The text with every byte that is not part of well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing
/// above U+10FFFF) replaced by U+FFFD.
[[nodiscard]] std::string valid_utf8(std::string_view text);

}  // namespace timbre::score
