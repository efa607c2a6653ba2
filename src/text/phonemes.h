#pragma once
/// Pronunciations by rule: espeak-ng as a library, for words a dictionary does not have and for languages without one.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace timbre::text {

/// The phonemes of one word or phrase in the International Phonetic Alphabet, one string a phoneme, stress and length
/// marks removed. `language` is an espeak-ng voice name: "en-us", "de", "it" … Thread-safe (espeak-ng itself is not;
/// calls are taken one at a time). Unavailable when espeak-ng or its data is missing, NotFound for a language it does
/// not know. Empty text gives an empty list.
[[nodiscard]] Result<std::vector<std::string>> ipa_phonemes(std::string_view words, const std::string& language);

/// The nearest phones of the CMU set (without stress: AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG
/// OW OY P R S SH T TH UH UW V W Y Z ZH) to IPA phonemes of any language, so that an English acoustic model can align
/// it. One phoneme can give two phones ("y" with a glide); unknown symbols are left out.
[[nodiscard]] std::vector<std::string> nearest_cmu_phones(const std::vector<std::string>& ipa);

}  // namespace timbre::text
