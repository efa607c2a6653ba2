#pragma once
/// Pronunciations by rule: espeak-ng as a library, for words a dictionary does not have and for languages without one.

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace timbre::text {

/// The phones of the CMU Pronouncing Dictionary, without stress.
inline constexpr std::array<std::string_view, 39> kCmuPhones = {
    "AA", "AE", "AH", "AO", "AW", "AY", "B", "CH", "D", "DH", "EH", "ER", "EY", "F",  "G", "HH", "IH", "IY", "JH", "K",
    "L",  "M",  "N",  "NG", "OW", "OY", "P", "R",  "S", "SH", "T",  "TH", "UH", "UW", "V", "W",  "Y",  "Z",  "ZH"};

/// The phonemes of one word or phrase in the International Phonetic Alphabet, one string a phoneme as espeak-ng counts
/// them ("aɪ", "əl" and "tʃ" are one), stress and length marks removed. `language` is ISO 639-1 ("en" is American
/// English) or an espeak-ng voice name ("en-gb", "pt-br"). Thread-safe (espeak-ng itself is not; calls are taken one at
/// a time); it is loaded by the first call. Unavailable when espeak-ng's data is missing, NotFound for a language it
/// does not know. Empty text gives an empty list. Text after a NUL, control characters and the part of a word beyond 60
/// bytes are left out.
[[nodiscard]] Result<std::vector<std::string>> ipa_phonemes(std::string_view words, const std::string& language);

/// The nearest of kCmuPhones to IPA phonemes of any language, so that an English acoustic model can align it. One
/// phoneme can give several phones ("ts" T S, "ɑ̃" AA N); unknown symbols are left out. How each was chosen is said in
/// cmu_phones.cpp.
[[nodiscard]] std::vector<std::string> nearest_cmu_phones(const std::vector<std::string>& ipa);

}  // namespace timbre::text
