#pragma once
/// What a sound is made of: the classes of the International Phonetic Alphabet, as far as they tell apart the sounds of
/// the languages that are read aloud here. Sounds of other languages are brought to those of the inventory by how few
/// classes they differ in.

#include <cstdint>

namespace timbre::phones {

enum class PhoneKind : std::uint8_t {
  None,     ///< padding, and ids that are kept free
  Silence,  ///< nothing is said
  Noise,    ///< something is heard that is no speech: a breath, a click
  Mark,     ///< a mark of punctuation
  Consonant,
  Vowel,
};

/// In order from the lips back; neighbours are alike.
enum class Place : std::uint8_t {
  None,
  Bilabial,
  Labiodental,
  Dental,
  Alveolar,
  Postalveolar,
  Retroflex,
  Palatal,
  Velar,
  Uvular,
  Pharyngeal,
  Glottal,
  Labiovelar,  ///< lips and velum at once: w
};

enum class Manner : std::uint8_t { None, Stop, Affricate, Fricative, Nasal, Tap, Trill, Approximant, Lateral };

/// From close (0, "i") to open (6, "a").
enum class Height : std::uint8_t { Close, NearClose, CloseMid, Mid, OpenMid, NearOpen, Open };

enum class Backness : std::uint8_t { Front, NearFront, Central, NearBack, Back };

struct PhoneFeatures {
  PhoneKind kind = PhoneKind::None;
  bool is_voiced = false;
  Place place = Place::None;            ///< of consonants
  Manner manner = Manner::None;         ///< of consonants
  Height height = Height::Close;        ///< of vowels; where a diphthong begins
  Backness backness = Backness::Front;  ///< of vowels; where a diphthong begins
  bool is_rounded = false;              ///< of vowels; where a diphthong begins
  Height end_height = Height::Close;    ///< where a diphthong ends; of other vowels as height
  Backness end_backness = Backness::Front;
  bool is_long = false;
  bool is_r_coloured = false;
  bool is_nasal = false;  ///< of vowels
  friend bool operator==(const PhoneFeatures&, const PhoneFeatures&) = default;
};

[[nodiscard]] constexpr PhoneFeatures consonant(bool is_voiced, Place place, Manner manner) {
  PhoneFeatures features;
  features.kind = PhoneKind::Consonant;
  features.is_voiced = is_voiced;
  features.place = place;
  features.manner = manner;
  return features;
}

[[nodiscard]] constexpr PhoneFeatures vowel(Height height, Backness backness, bool is_rounded) {
  PhoneFeatures features;
  features.kind = PhoneKind::Vowel;
  features.is_voiced = true;
  features.height = features.end_height = height;
  features.backness = features.end_backness = backness;
  features.is_rounded = is_rounded;
  return features;
}

/// From where `first` is to where `second` is.
[[nodiscard]] constexpr PhoneFeatures diphthong(const PhoneFeatures& first, const PhoneFeatures& second) {
  PhoneFeatures features = first;
  features.end_height = second.height;
  features.end_backness = second.backness;
  return features;
}

/// The vowel moves: it ends elsewhere than it begins.
[[nodiscard]] bool is_diphthong(const PhoneFeatures& features);

/// How unlike two sounds are: 0 for the same classes; docs/phones.md has the weights. Vowels and consonants are further
/// apart than any two of a kind.
[[nodiscard]] double feature_distance(const PhoneFeatures& a, const PhoneFeatures& b);

}  // namespace timbre::phones
