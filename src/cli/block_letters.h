#pragma once
/// Big letters for a verdict: two rows of half blocks, so that it can be read from across a room.

#include <array>
#include <string>
#include <string_view>

namespace timbre::cli {

/// Upper-case A–Z as far as the verdicts need them; other characters are left out.
[[nodiscard]] std::array<std::string, 2> block_letters(std::string_view word);

}  // namespace timbre::cli
