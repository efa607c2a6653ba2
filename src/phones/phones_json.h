#pragma once
/// Phones as JSON, for people who look at them and for programs that compare them.

#include "base/json.h"
#include "phones/text_phones.h"

namespace timbre::phones {

/// inventory, language, spoken, words (text, begin, end, ipa, arpabet, phones), phones (id, ipa, stress, word,
/// syllable, part, in_word, word_in_phrase, after; marks have no word). docs/phones.md has an example.
[[nodiscard]] Json to_json(const PhonedText& text);

/// Lines for a terminal: the text as it is said, and a line a phrase with syllables parted by points and words by
/// spaces, stress marks before syllables.
[[nodiscard]] std::string shown(const PhonedText& text);

}  // namespace timbre::phones
