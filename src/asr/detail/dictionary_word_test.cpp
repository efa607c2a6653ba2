// Rung: exact.
#include "asr/detail/dictionary_word.h"

#include "gtest/gtest.h"

namespace timbre::asr::detail {
namespace {

TEST(DictionaryWord, KeepsAnOrdinaryWord) { EXPECT_EQ(word_of_entry("printing"), "printing"); }

TEST(DictionaryWord, DropsTheNumberOfAnotherPronunciation) {
  EXPECT_EQ(word_of_entry("read(2)"), "read");
  EXPECT_EQ(word_of_entry("the(10)"), "the");
}

TEST(DictionaryWord, WritesIAndSpelledLettersAsPeopleDo) {
  EXPECT_EQ(word_of_entry("i"), "I");
  EXPECT_EQ(word_of_entry("i'll"), "I'll");
  EXPECT_EQ(word_of_entry("i'm(2)"), "I'm");
  EXPECT_EQ(word_of_entry("u."), "U.");
  EXPECT_EQ(word_of_entry("it"), "it");
}

TEST(DictionaryWord, IsNothingForSilenceAndNoise) {
  for (const char* filler : {"<s>", "</s>", "<sil>", "[NOISE]", "[COUGH]", "++UM++", "++NOISE++(2)", ""}) {
    EXPECT_EQ(word_of_entry(filler), std::nullopt) << filler;
  }
}

}  // namespace
}  // namespace timbre::asr::detail
