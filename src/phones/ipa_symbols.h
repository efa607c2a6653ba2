#pragma once
/// What the symbols of the International Phonetic Alphabet stand for, in any language that espeak-ng speaks.

#include <string_view>
#include <vector>

#include "phones/phone_features.h"

namespace timbre::phones {

/// The sounds of one phoneme as espeak-ng writes it, in order: "tʃ" is one affricate, "aɪ" one diphthong, "ts" and "əl"
/// are two sounds. Length marks and diacritics change the sound before them or are passed over; so is whatever
/// is no symbol of the alphabet.
[[nodiscard]] std::vector<PhoneFeatures> features_of_ipa(std::string_view phoneme);

}  // namespace timbre::phones
