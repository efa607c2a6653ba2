// Rung: exact, over words as espeak-ng writes them.
#include "phones/ipa_reading.h"

#include <gtest/gtest.h>

#include "phones/phone_labels.h"

namespace timbre::phones {
namespace {

std::string read(const std::vector<std::string>& phonemes, IpaReadingOptions options = {}) {
  std::string out;
  for (const StressedPhone& phone : read_ipa(phonemes, options)) out += (out.empty() ? "" : " ") + arpabet_of(phone);
  return out;
}

TEST(IpaReading, EnglishIsAsTheDictionaryWritesIt) {
  EXPECT_EQ(read({"h", "ə", "l", "ˈoʊ"}), "HH AH0 L OW1");
  EXPECT_EQ(read({"s", "ˈɪ", "ɾ", "i"}), "S IH1 T IY0");
  EXPECT_EQ(read({"b", "ˈʌ", "ʔ", "n̩"}), "B AH1 T AH0 N");
  EXPECT_EQ(read({"m", "ˈoːɹ"}), "M AO1 R");
  EXPECT_EQ(read({"s", "t", "ˈɑːɹ", "t"}), "S T AA1 R T");
  EXPECT_EQ(read({"f", "ˈaɪɚ", "ɹ"}), "F AY1 ER0");
  EXPECT_EQ(read({"n", "ˈɜː", "s"}), "N ER1 S");
  EXPECT_EQ(read({"l", "ˈɛ", "ɾ", "ɚ"}), "L EH1 T ER0");
  EXPECT_EQ(read({"aɪ", "d", "ˈiə"}), "AY0 D IY1 AH0");
  EXPECT_EQ(read({"z", "ˈiə", "ɹ", "oʊ"}), "Z IH1 R OW0");
  EXPECT_EQ(read({"tʃ", "ˈɔɪ", "s"}), "CH OY1 S");
  EXPECT_EQ(read({"w", "ɪ", "ð", "ˌaʊ", "t"}), "W IH0 DH AW2 T");
}

TEST(IpaReading, AllophonesMayStay) {
  const auto phones = read_ipa(std::vector<std::string>{"s", "ˈɪ", "ɾ", "i"}, {true, true});
  ASSERT_EQ(phones.size(), 4U);
  EXPECT_EQ(phones[2].id, kTap);
}

TEST(IpaReading, OtherLanguagesGoToTheirNeighbours) {
  const IpaReadingOptions foreign{false, false};
  EXPECT_EQ(read({"p", "ˈe", "r", "o"}, foreign), "P EY1 R OW0");
  EXPECT_EQ(read({"p", "ˈe", "ɾ", "o"}, foreign), "P EY1 T OW0") << "a tap between vowels is the T of \"city\"";
  EXPECT_EQ(read({"t", "ɾ", "ˈe", "s"}, foreign), "T R EY1 S");
  EXPECT_EQ(read({"ˈa", "ɲ", "o", "s"}, foreign), "AA1 N Y OW0 S");
  EXPECT_EQ(read({"ɡ", "ʁ", "ˈɑ̃"}, foreign), "G R AA1 N");
  EXPECT_EQ(read({"ˈa", "x", "ts", "ɪ", "ç"}, foreign), "AA1 HH T S IH0 SH");
}

TEST(IpaReading, WhatIsNoSymbolIsPassedOver) {
  EXPECT_EQ(read({"", "#", "\xff\xfe", "ˈ", "t"}), "T");
  EXPECT_EQ(read({}), "");
}

}  // namespace
}  // namespace timbre::phones
