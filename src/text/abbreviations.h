#pragma once
/// Abbreviations whose full stop need not end a sentence, by language: data for sentences.h. What English ones are read
/// as is in spoken_words.h.

#include <string_view>

namespace timbre::text {

/// What a full stop after it means.
enum class AbbreviationStop {
  Unknown,       ///< it is no abbreviation: the stop ends the sentence
  NeverEnds,     ///< something follows always: "Dr."
  BeforeNumber,  ///< nothing ends where a number follows: "No. 5"; otherwise it is a word like any other
  MayEnd,        ///< ends where a sentence's first word is seen to follow: "Inc."
  OftenEnds,     ///< ends where a capital follows: "etc."
};

/// `written` is without its last full stop ("Dr", "e.g", "J.-C"), case matters but for a capital at its start.
/// `language` is ISO 639-1; one without a list, or none, is taken as any of them.
[[nodiscard]] AbbreviationStop abbreviation_stop(std::string_view written, std::string_view language);

}  // namespace timbre::text
