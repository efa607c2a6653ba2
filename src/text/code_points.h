#pragma once
/// UTF-8 text as code points, and what kind of character each is. Enough of Unicode for the languages that are read
/// aloud here: scripts with letter case are Latin, Greek and Cyrillic.

#include <string>
#include <string_view>

namespace timbre::text {

/// Broken bytes become U+FFFD.
[[nodiscard]] std::u32string code_points(std::string_view text);

/// Appends one code point.
void append_utf8(char32_t c, std::string& to);

[[nodiscard]] bool is_space(char32_t c);
[[nodiscard]] bool is_digit(char32_t c);
/// ' and ’, which stand within words.
[[nodiscard]] bool is_apostrophe(char32_t c);
/// Letters, digits and marks on letters: whatever is neither space, punctuation nor symbol.
[[nodiscard]] bool is_word_character(char32_t c);

[[nodiscard]] char32_t lower_case(char32_t c);
[[nodiscard]] char32_t upper_case(char32_t c);

}  // namespace timbre::text
