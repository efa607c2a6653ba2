#pragma once
/// espeak-ng's phonemes as sounds of the inventory.

#include <span>
#include <string>
#include <vector>

#include "phones/phone.h"

namespace timbre::phones {

/// A sound and, where it is a vowel, its stress.
struct StressedPhone {
  PhoneId id = kPadding;
  Stress stress = Stress::None;
  friend bool operator==(const StressedPhone&, const StressedPhone&) = default;
};

struct IpaReadingOptions {
  bool is_english = true;         ///< the symbols mean what espeak-ng's English voices mean by them
  bool keeps_allophones = false;  ///< the tap of "city" and the glottal stop of "button" stay; else both are T
};

/// The sounds of one word. `phonemes` are as espeak-ng parts them ("ˈɑːɹ"), stress marks before vowels. English by the
/// table in ipa_reading.cpp, so that words come out as CMUdict writes them; anything else by its features
/// (nearest_phone). Symbols that are none are left out.
[[nodiscard]] std::vector<StressedPhone> read_ipa(std::span<const std::string> phonemes,
                                                  const IpaReadingOptions& options = {});

}  // namespace timbre::phones
