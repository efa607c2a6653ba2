#pragma once
/// A written text as the words and pauses of speech, each traced to where it was written.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "phones/phone_inventory.h"

namespace timbre::phones {

struct SpokenWord {
  std::string text;       ///< UTF-8: letters, with apostrophes within; in other languages than English also numbers
  std::size_t begin = 0;  ///< bytes [begin, end) of the written text that it was made from
  std::size_t end = 0;
  bool is_letter = false;   ///< a letter's name: the A of "A & E", not the article
  PhoneId mark = kPadding;  ///< what follows it, the strongest of several; kPadding for none
  bool ends_paragraph = false;
  friend bool operator==(const SpokenWord&, const SpokenWord&) = default;
};

/// In order. English by text/spoken_form.h, German by german_text.h; in other languages numbers and signs stay as they
/// are written, since espeak-ng reads those itself. Emoji and controls are left out. Brackets and dashes are pauses,
/// quotation marks are not heard. An empty line ends a paragraph. `language` is ISO 639-1 or begins with it ("en-gb").
/// Byte ranges are of the text where that is well-formed UTF-8; else of it with U+FFFD for each broken byte. A word of
/// more than kLongestWordBytes becomes several. Words and marks before the first word: the marks are lost.
[[nodiscard]] std::vector<SpokenWord> spoken_words(std::string_view text, std::string_view language = "en");
inline constexpr std::size_t kLongestWordBytes = 60;

/// The same for people: words with single spaces, each with its mark, an empty line between paragraphs.
[[nodiscard]] std::string spoken_text(std::string_view text, std::string_view language = "en");

/// "en" and whatever begins with "en-".
[[nodiscard]] bool is_language(std::string_view language, std::string_view iso_639_1);

}  // namespace timbre::phones
