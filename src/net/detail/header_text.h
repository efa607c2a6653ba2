#pragma once
/// What every reading of header lines does to their text.

#include <string>
#include <string_view>

namespace timbre::net::detail {

/// Without spaces, tabs and line ends on either side.
[[nodiscard]] std::string_view trimmed(std::string_view text);
/// ASCII letters in lower case.
[[nodiscard]] std::string lower(std::string_view text);

}  // namespace timbre::net::detail
