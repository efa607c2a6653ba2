#pragma once
/// What espeak-ng says for the words of a phrase, word by word.

#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "phones/spoken_text.h"

namespace timbre::phones {

/// espeak-ng's phonemes of one word, with stress marks: {"h", "ə", "l", "ˈoʊ"}. None for what it says nothing for.
using WordPhonemes = std::vector<std::string>;

/// One entry a word, whatever espeak-ng joins ("of the") or parts (numbers). Words are said as in their phrase, up to
/// the next mark, weak forms included. Errors as text::espeak_ipa_of_each.
[[nodiscard]] Result<std::vector<WordPhonemes>> word_phonemes(std::span<const SpokenWord> words,
                                                              const std::string& language);

/// The phonemes of a phrase, given to its words: those that the words have one by one, aligned with those that the
/// phrase has by the fewest changes; where the phrase parts words counts as well. For tests.
[[nodiscard]] std::vector<WordPhonemes> share_out(const std::vector<WordPhonemes>& phrase_chunks,
                                                  const std::vector<WordPhonemes>& words_alone);

/// espeak-ng's answer taken apart: words, and their phonemes. Names of languages in it are left out.
[[nodiscard]] std::vector<WordPhonemes> chunks_of(std::string_view ipa);

}  // namespace timbre::phones
