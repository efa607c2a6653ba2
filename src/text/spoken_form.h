#pragma once
/// Written text as the words a reader says: "$5 million in 1905" → "five million dollars in nineteen oh five".
///
/// English. In other languages every token is said as it is written; digits stay digits.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace timbre::text {

/// A stretch of the written text between spaces, and what is said for it.
struct SpokenToken {
  std::string written;
  std::string spoken;      ///< with the punctuation that stood around it; several words, or none ("the" of a date)
  std::size_t offset = 0;  ///< of `written` in the text's bytes
};

/// Token by token, so that spoken words can be traced to written ones. Known: cardinals, ordinals, decimals, fractions,
/// ranges, years and decades, dates (ISO 8601, and month names with a day), times of day, percentages, money in $ € £,
/// units of measure, titles and common abbreviations, telephone numbers in digit groups. `language` is ISO 639-1.
[[nodiscard]] std::vector<SpokenToken> spoken_tokens(std::string_view text, std::string_view language = "en");

/// The tokens joined with single spaces.
[[nodiscard]] std::string spoken_form(std::string_view text, std::string_view language = "en");

}  // namespace timbre::text
