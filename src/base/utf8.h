#pragma once
/// File names and tags may hold any bytes; JSON and terminals may not.
///
/// Well-formed is as RFC 3629 section 4 says: no overlong forms, no surrogates, nothing above U+10FFFF.

#include <string>
#include <string_view>

namespace timbre {

/// The text with every byte that is not part of well-formed UTF-8 replaced by U+FFFD: for JSON.
[[nodiscard]] std::string valid_utf8(std::string_view text);

/// Well-formed UTF-8 without control characters, for people and terminals: a newline becomes \n, every other control
/// character (those of ASCII and U+0080 … U+009F, which steer terminals too) and every broken byte \xNN.
[[nodiscard]] std::string printable(std::string_view text);

}  // namespace timbre
