#pragma once
/// Text taken apart into words, and words made comparable.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace timbre::text {

/// One word of a text and what stands around it up to the next space or dash.
struct Word {
  std::string text;        ///< UTF-8 without surrounding punctuation: "one's", "eighty-seven", "3.5"
  std::string before;      ///< punctuation before it: opening quotes, "$"
  std::string after;       ///< punctuation after it: ".", ",”", "%", a dash
  std::size_t offset = 0;  ///< of `text` in the bytes that were split, where those are valid UTF-8
};

/// What a hyphen between letters does.
enum class Hyphens {
  Join,   ///< "eighty-seven" is one word
  Split,  ///< … two words
};

/// The words in order. Spaces, em and en dashes, two hyphens in a row, slashes and ellipses part words; a full stop,
/// comma or colon does not within a number. Pieces without a letter or digit belong to the word before them ("after"),
/// or are left out at the start.
[[nodiscard]] std::vector<Word> split_words(std::string_view text, Hyphens hyphens = Hyphens::Join);

/// The word as it is compared: small letters, straight apostrophes, no punctuation but apostrophes and hyphens within
/// it and points within numbers. "“One’s" → "one's", "U.S." → "us", "3.5," → "3.5". Empty when nothing is left.
[[nodiscard]] std::string normal_form(std::string_view word);

}  // namespace timbre::text
