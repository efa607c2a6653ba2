// Rung: exact, of the ids that trained models rest on; property, of features and nearness.
#include "phones/phone_inventory.h"

#include <gtest/gtest.h>
#include <set>
#include <string>

#include "phones/ipa_symbols.h"

namespace timbre::phones {
namespace {

PhoneId nearest(std::string_view ipa) {
  const auto sounds = features_of_ipa(ipa);
  return sounds.size() == 1 ? nearest_phone(sounds.front()) : kPadding;
}

TEST(PhoneInventory, IdsAreWhatTheyWere) {
  std::string table;
  for (const InventoryPhone& phone : phone_inventory())
    table += std::to_string(phone.id) + std::string(phone.ipa) + " ";
  EXPECT_EQ(table,
            "0_ 1sil 2noise 3, 4: 5– 6… 7. 8? 9! 10¶ 16p 17b 18t 19d 20k 21ɡ 22tʃ 23dʒ 24f 25v 26θ 27ð 28s 29z 30ʃ "
            "31ʒ 32h 33m 34n 35ŋ 36l 37ɹ 38j 39w 40ɾ 41ʔ 48i 49ɪ 50ɛ 51æ 52ɑ 53ɔ 54ʊ 55u 56ʌ 57ə 58ɝ 59ɚ 64eɪ 65aɪ "
            "66ɔɪ 67aʊ 68oʊ ")
      << "trained models hold these ids: raise kInventoryVersion and train anew";
}

TEST(PhoneInventory, IsFoundByIdAndSymbol) {
  for (const InventoryPhone& phone : phone_inventory()) {
    EXPECT_EQ(find_phone(phone.id), &phone);
    EXPECT_EQ(find_phone(phone.ipa), &phone);
    EXPECT_LT(phone.id, kPhoneIdCount);
  }
  EXPECT_EQ(find_phone(PhoneId{12}), nullptr);
  EXPECT_EQ(find_phone(PhoneId{255}), nullptr);
  EXPECT_EQ(find_phone("q"), nullptr);
}

TEST(PhoneInventory, EverySoundHasItsOwnFeatures) {
  for (const InventoryPhone& a : phone_inventory()) {
    for (const InventoryPhone& b : phone_inventory()) {
      if (!is_sound(a.id) || a.id >= b.id || !is_sound(b.id)) continue;
      EXPECT_GT(feature_distance(a.features, b.features), 0) << a.ipa << " " << b.ipa;
      EXPECT_EQ(feature_distance(a.features, b.features), feature_distance(b.features, a.features));
    }
  }
}

TEST(PhoneInventory, EachSoundIsNearestToItself) {
  for (const InventoryPhone& phone : phone_inventory()) {
    if (!is_sound(phone.id) || phone.id == kTap || phone.id == kGlottal) continue;
    EXPECT_EQ(nearest_phone(phone.features), phone.id) << phone.ipa;
  }
  EXPECT_EQ(nearest_phone({}), kPadding);
}

struct Foreign {
  const char* ipa;
  PhoneId nearest;
};
class ForeignSound : public testing::TestWithParam<Foreign> {};
TEST_P(ForeignSound, GoesToItsNeighbour) { EXPECT_EQ(nearest(GetParam().ipa), GetParam().nearest) << GetParam().ipa; }
INSTANTIATE_TEST_SUITE_P(All, ForeignSound,
                         testing::Values(Foreign{"ç", kSh}, Foreign{"x", kH}, Foreign{"χ", kH}, Foreign{"ɣ", kG},
                                         Foreign{"β", kV}, Foreign{"ʁ", kR}, Foreign{"r", kR}, Foreign{"y", kUw},
                                         Foreign{"ø", kUh}, Foreign{"œ", kAo}, Foreign{"a", kAa}, Foreign{"e", kEy},
                                         Foreign{"eː", kEy}, Foreign{"o", kOw}, Foreign{"ɐ", kAe}, Foreign{"ɑ̃", kAa},
                                         Foreign{"ɔ̃", kAo}, Foreign{"q", kK}, Foreign{"ʂ", kSh}, Foreign{"ɕ", kSh},
                                         Foreign{"tɕ", kCh}, Foreign{"ɸ", kF}, Foreign{"ɯ", kUw}, Foreign{"ɨ", kIh},
                                         Foreign{"ai", kAy}, Foreign{"ɔø", kOy}, Foreign{"ɔʏ", kOy}, Foreign{"ʎ", kL},
                                         Foreign{"ħ", kH}, Foreign{"ɬ", kL}));

TEST(IpaSymbols, ClustersAreTakenApart) {
  EXPECT_EQ(features_of_ipa("ts").size(), 2U);
  EXPECT_EQ(features_of_ipa("tʃ").size(), 1U);
  EXPECT_EQ(features_of_ipa("aɪ").size(), 1U);
  EXPECT_EQ(features_of_ipa("iə").size(), 2U);
  EXPECT_TRUE(features_of_ipa("ã").front().is_nasal);
  EXPECT_TRUE(features_of_ipa("iː").front().is_long);
  EXPECT_TRUE(features_of_ipa("#1").empty());
  EXPECT_TRUE(features_of_ipa("\xff\xcb").empty());
}

}  // namespace
}  // namespace timbre::phones
