#pragma once
/// Sounds that are made alike, few enough that a clip of ten seconds has several of each: what is learnt from one of
/// them is believed of the others.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "phones/phone.h"

namespace timbre::voice {

enum class SoundClass : std::uint8_t {
  HighVowel,  ///< close and close-mid
  LowVowel,   ///< the others
  Diphthong,
  Nasal,
  Liquid,  ///< glides, taps and trills too
  VoicelessFricative,
  VoicedFricative,
  Stop,  ///< affricates too
  None,  ///< marks and pauses
};
inline constexpr std::size_t kSoundClasses = static_cast<std::size_t>(SoundClass::None);

[[nodiscard]] SoundClass sound_class(phones::PhoneId id);

/// [frames]: of phones that last `counts` frames each.
[[nodiscard]] std::vector<SoundClass> frame_classes(std::span<const phones::Phone> phones,
                                                    std::span<const std::size_t> counts);

}  // namespace timbre::voice
