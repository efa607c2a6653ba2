#pragma once
/// The closed set of sounds and marks that the built-in voice knows. A model's first layer is a row for each id, so ids
/// never change and never move; docs/phones.md is the table for people.

#include <cstdint>
#include <span>
#include <string_view>

#include "phones/phone_features.h"

namespace timbre::phones {

/// 0 to kPhoneIdCount − 1.
using PhoneId = std::uint8_t;

/// Rows a model has, with ids that are kept free for later.
inline constexpr std::size_t kPhoneIdCount = 80;

inline constexpr PhoneId kPadding = 0;
inline constexpr PhoneId kSilence = 1;
inline constexpr PhoneId kNoise = 2;
inline constexpr PhoneId kComma = 3;
inline constexpr PhoneId kColon = 4;
inline constexpr PhoneId kDash = 5;
inline constexpr PhoneId kEllipsis = 6;
inline constexpr PhoneId kStop = 7;
inline constexpr PhoneId kQuestion = 8;
inline constexpr PhoneId kExclamation = 9;
inline constexpr PhoneId kParagraph = 10;

/// The sounds of American English, with keywords of Wells (1982). Between the groups ids are kept free.
inline constexpr PhoneId kP = 16;
inline constexpr PhoneId kB = 17;
inline constexpr PhoneId kT = 18;
inline constexpr PhoneId kD = 19;
inline constexpr PhoneId kK = 20;
inline constexpr PhoneId kG = 21;
inline constexpr PhoneId kCh = 22;
inline constexpr PhoneId kJh = 23;
inline constexpr PhoneId kF = 24;
inline constexpr PhoneId kV = 25;
inline constexpr PhoneId kTh = 26;
inline constexpr PhoneId kDh = 27;
inline constexpr PhoneId kS = 28;
inline constexpr PhoneId kZ = 29;
inline constexpr PhoneId kSh = 30;
inline constexpr PhoneId kZh = 31;
inline constexpr PhoneId kH = 32;
inline constexpr PhoneId kM = 33;
inline constexpr PhoneId kN = 34;
inline constexpr PhoneId kNg = 35;
inline constexpr PhoneId kL = 36;
inline constexpr PhoneId kR = 37;
inline constexpr PhoneId kY = 38;
inline constexpr PhoneId kW = 39;
inline constexpr PhoneId kTap = 40;      ///< the T of "city"; only where allophones are kept
inline constexpr PhoneId kGlottal = 41;  ///< the T of "button"; only where allophones are kept
inline constexpr PhoneId kIy = 48;       ///< fleece
inline constexpr PhoneId kIh = 49;       ///< kit
inline constexpr PhoneId kEh = 50;       ///< dress
inline constexpr PhoneId kAe = 51;       ///< trap
inline constexpr PhoneId kAa = 52;       ///< palm
inline constexpr PhoneId kAo = 53;       ///< thought
inline constexpr PhoneId kUh = 54;       ///< foot
inline constexpr PhoneId kUw = 55;       ///< goose
inline constexpr PhoneId kAh = 56;       ///< strut, where it is stressed
inline constexpr PhoneId kSchwa = 57;    ///< comma
inline constexpr PhoneId kEr = 58;       ///< nurse, where it is stressed
inline constexpr PhoneId kErSchwa = 59;  ///< letter
inline constexpr PhoneId kEy = 64;       ///< face
inline constexpr PhoneId kAy = 65;       ///< price
inline constexpr PhoneId kOy = 66;       ///< choice
inline constexpr PhoneId kAw = 67;       ///< mouth
inline constexpr PhoneId kOw = 68;       ///< goat

struct InventoryPhone {
  PhoneId id = 0;
  std::string_view ipa;      ///< as it is printed; a word or a mark for what is no sound
  std::string_view arpabet;  ///< of CMUdict, without stress; empty where that has none of its own
  PhoneFeatures features;
};

/// In the order of their ids, without those that are kept free.
[[nodiscard]] std::span<const InventoryPhone> phone_inventory();

/// Null for an id that is kept free or none.
[[nodiscard]] const InventoryPhone* find_phone(PhoneId id);

/// By its IPA, exactly; null where it is not one of the inventory.
[[nodiscard]] const InventoryPhone* find_phone(std::string_view ipa);

[[nodiscard]] bool is_vowel(PhoneId id);
[[nodiscard]] bool is_consonant(PhoneId id);
/// A sound of speech: a vowel or a consonant.
[[nodiscard]] bool is_sound(PhoneId id);
[[nodiscard]] bool is_mark(PhoneId id);

/// The id whose features are nearest; among equals the lowest. Tap and glottal stop are never it: they are what English
/// does to T, and are written T where allophones are not kept. kPadding for what is neither vowel nor consonant.
[[nodiscard]] PhoneId nearest_phone(const PhoneFeatures& features);

/// Of the table of ids. A model names it, and one of another version is refused.
inline constexpr std::string_view kInventoryVersion = "1";

}  // namespace timbre::phones
