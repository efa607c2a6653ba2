// Rung: exact.
#include "phones/phone_labels.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "text/phonemes.h"

namespace timbre::phones {
namespace {

using testing::ElementsAre;

StressedPhone none(PhoneId id) { return {id, Stress::None}; }

TEST(PhoneLabels, ArpabetHasStress) {
  EXPECT_THAT(phones_of_arpabet("R EH1 D IY0").value(),
              ElementsAre(none(kR), StressedPhone{kEh, Stress::Primary}, none(kD), none(kIy)));
  EXPECT_THAT(phones_of_arpabet(" AH0  AH1 ER0 ER2 ").value(),
              ElementsAre(none(kSchwa), StressedPhone{kAh, Stress::Primary}, none(kErSchwa),
                          StressedPhone{kEr, Stress::Secondary}));
  EXPECT_THAT(phones_of_label("AH0_I", LabelSet::Arpabet).value(), ElementsAre(none(kSchwa)));
  EXPECT_THAT(phones_of_label("T_E", LabelSet::Arpabet).value(), ElementsAre(none(kT)));
}

TEST(PhoneLabels, PocketsphinxHasNone) {
  EXPECT_THAT(phones_of_label("AH", LabelSet::Pocketsphinx).value(), ElementsAre(none(kSchwa)));
  EXPECT_THAT(phones_of_label("SIL", LabelSet::Pocketsphinx).value(), ElementsAre(none(kSilence)));
  EXPECT_THAT(phones_of_label("+NSN+", LabelSet::Pocketsphinx).value(), ElementsAre(none(kNoise)));
}

TEST(PhoneLabels, FliteHasMoreVowels) {
  EXPECT_THAT(phones_of_label("ax", LabelSet::Flite).value(), ElementsAre(none(kSchwa)));
  EXPECT_THAT(phones_of_label("ah", LabelSet::Flite).value(), ElementsAre(none(kAh)));
  EXPECT_THAT(phones_of_label("el", LabelSet::Flite).value(), ElementsAre(none(kSchwa), none(kL)));
  EXPECT_THAT(phones_of_label("dx", LabelSet::Flite).value(), ElementsAre(none(kT)));
  EXPECT_THAT(phones_of_label("pau", LabelSet::Flite).value(), ElementsAre(none(kSilence)));
  EXPECT_THAT(phones_of_label("hh", LabelSet::Flite).value(), ElementsAre(none(kH)));
}

TEST(PhoneLabels, EveryPhoneOfCmuComesBack) {
  for (const std::string_view name : text::kCmuPhones) {
    const auto phones = phones_of_label(name, LabelSet::Arpabet);
    ASSERT_TRUE(phones.ok()) << name;
    ASSERT_EQ(phones->size(), 1U);
    std::string back = arpabet_of(phones->front());
    if (is_vowel(phones->front().id)) {
      EXPECT_EQ(back.back(), '0');
      back.pop_back();
    }
    EXPECT_EQ(back, name);
  }
}

TEST(PhoneLabels, WhatIsNoneIsNamed) {
  for (const char* label : {"", "QQ", "T1", "AH3", "1", "_", "\xff", "ax"}) {
    const auto phones = phones_of_label(label, LabelSet::Arpabet);
    ASSERT_FALSE(phones.ok()) << label;
    EXPECT_EQ(phones.error().kind, ErrorKind::InvalidInput);
  }
  EXPECT_EQ(arpabet_of(none(kSilence)), "");
  EXPECT_EQ(arpabet_of(none(PhoneId{200})), "");
}

}  // namespace
}  // namespace timbre::phones
