#include "voice/sound_class.h"

#include "phones/phone_features.h"

namespace timbre::voice {
namespace {

SoundClass class_of_vowel(const phones::PhoneFeatures& vowel) {
  if (phones::is_diphthong(vowel)) return SoundClass::Diphthong;
  return vowel.height <= phones::Height::CloseMid ? SoundClass::HighVowel : SoundClass::LowVowel;
}

SoundClass class_of_consonant(const phones::PhoneFeatures& consonant) {
  switch (consonant.manner) {
    case phones::Manner::Nasal:
      return SoundClass::Nasal;
    case phones::Manner::Tap:
    case phones::Manner::Trill:
    case phones::Manner::Approximant:
    case phones::Manner::Lateral:
      return SoundClass::Liquid;
    case phones::Manner::Fricative:
      return consonant.is_voiced ? SoundClass::VoicedFricative : SoundClass::VoicelessFricative;
    case phones::Manner::Stop:
    case phones::Manner::Affricate:
      return SoundClass::Stop;
    case phones::Manner::None:
      break;
  }
  return SoundClass::None;
}

}  // namespace

SoundClass sound_class(phones::PhoneId id) {
  const auto* known = phones::find_phone(id);
  if (known == nullptr) return SoundClass::None;
  if (known->features.kind == phones::PhoneKind::Vowel) return class_of_vowel(known->features);
  if (known->features.kind == phones::PhoneKind::Consonant) return class_of_consonant(known->features);
  return SoundClass::None;
}

std::vector<SoundClass> frame_classes(std::span<const phones::Phone> phones, std::span<const std::size_t> counts) {
  std::vector<SoundClass> classes;
  for (std::size_t i = 0; i < phones.size(); ++i) classes.insert(classes.end(), counts[i], sound_class(phones[i].id));
  return classes;
}

}  // namespace timbre::voice
