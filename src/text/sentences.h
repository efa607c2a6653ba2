#pragma once
/// A text as the sentences that are read aloud, with a breath after each.
///
/// A stop that only might end a sentence does not: a missing cut costs a breath, a wrong one tears a sentence apart.
/// Known: abbreviations of English, German, French, Spanish, Italian and Portuguese (abbreviations.h), initials,
/// ordinals with a full stop, list numbers, decimals, money, dates, times, addresses of the net and of mail, ellipses,
/// "?!", quotation marks and brackets that close after a stop, the stops of Chinese and Japanese, which no space
/// follows, of Arabic, Hindi, Armenian and Ethiopic. Thai and Lao have none and come back whole.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace timbre::text {

struct Sentence {
  std::string text;           ///< as written, in one line, with single spaces, without spaces around it
  std::size_t paragraph = 0;  ///< from 0
  friend bool operator==(const Sentence&, const Sentence&) = default;
};

/// In order; none of them empty. Paragraphs are parted by empty lines. A line end alone is a space, unless the line is
/// short and the next begins anew, or an item of a list follows. `language` is ISO 639-1; empty: detected. Broken bytes
/// become U+FFFD.
[[nodiscard]] std::vector<Sentence> split_sentences(std::string_view text, std::string_view language = {});

}  // namespace timbre::text
