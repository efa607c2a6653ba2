// Rung: definition (sounds whose class is known; every sound of the inventory has one).
#include "voice/sound_class.h"

#include "gtest/gtest.h"

namespace timbre::voice {
namespace {

TEST(SoundClass, IsThatOfTheSoundsFeatures) {
  const std::vector<std::pair<phones::PhoneId, SoundClass>> known{{phones::kIy, SoundClass::HighVowel},
                                                                  {phones::kUw, SoundClass::HighVowel},
                                                                  {phones::kAe, SoundClass::LowVowel},
                                                                  {phones::kAa, SoundClass::LowVowel},
                                                                  {phones::kAy, SoundClass::Diphthong},
                                                                  {phones::kNg, SoundClass::Nasal},
                                                                  {phones::kL, SoundClass::Liquid},
                                                                  {phones::kW, SoundClass::Liquid},
                                                                  {phones::kS, SoundClass::VoicelessFricative},
                                                                  {phones::kZ, SoundClass::VoicedFricative},
                                                                  {phones::kT, SoundClass::Stop},
                                                                  {phones::kJh, SoundClass::Stop},
                                                                  {phones::kComma, SoundClass::None},
                                                                  {phones::kSilence, SoundClass::None}};
  for (const auto& [id, expected] : known) EXPECT_EQ(sound_class(id), expected) << static_cast<int>(id);
  for (const auto& one : phones::phone_inventory()) {
    EXPECT_EQ(sound_class(one.id) != SoundClass::None, phones::is_sound(one.id)) << one.ipa;
  }
}

TEST(SoundClass, OfFramesIsThatOfTheirSound) {
  std::vector<phones::Phone> phones(3);
  phones[0].id = phones::kSilence;
  phones[1].id = phones::kS;
  phones[2].id = phones::kIy;
  const std::vector<SoundClass> expected{SoundClass::None, SoundClass::VoicelessFricative,
                                         SoundClass::VoicelessFricative, SoundClass::HighVowel};
  EXPECT_EQ(frame_classes(phones, std::vector<std::size_t>{1, 2, 1}), expected);
}

}  // namespace
}  // namespace timbre::voice
