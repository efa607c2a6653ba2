#pragma once
/// A word's sounds as syllables.

#include <span>
#include <vector>

#include "phones/ipa_reading.h"

namespace timbre::phones {

/// Sounds [first, end) of a word.
struct Syllable {
  std::size_t first = 0;
  std::size_t nucleus = 0;  ///< `end` in a word without a vowel
  std::size_t end = 0;
  Stress stress = Stress::None;
  friend bool operator==(const Syllable&, const Syllable&) = default;
};

/// One syllable a vowel; of the consonants between two vowels as many as English lets a word begin with go to the
/// second. A word without a vowel is one syllable; no sounds, none.
[[nodiscard]] std::vector<Syllable> syllables_of(std::span<const StressedPhone> word);

}  // namespace timbre::phones
