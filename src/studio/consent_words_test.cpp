// Rung: oracle. Real recordings of known text: the last eight words stand in for a challenge. Right words are heard,
// other words of the list are not. The published figures: docs/consent.md, made by consent_accuracy.
#include "studio/consent_words.h"

#include <gtest/gtest.h>

#include "asr/testing/clip.h"
#include "base/testing/test_data.h"
#include "safety/consent_challenge.h"

namespace timbre::studio {
namespace {

constexpr const char* kStatement =
    "Printing, in the only sense with which we are at present concerned, differs from most if not from all the arts "
    "and";
const std::vector<std::string> kLast{"crafts", "represented", "in", "the", "Exhibition"};

class ConsentWords : public testing::Test {
 protected:
  void SetUp() override {
    TIMBRE_TEST_DATA(path, "speech/ljspeech/LJ001-0001.wav");
    samples_ = asr::wav_at_16_khz(path);
    ASSERT_FALSE(samples_.empty());
  }
  static ConsentText text(const std::vector<std::string>& challenge) {
    return {safety::statement_words(kStatement, {}, "Printing"), kStatement, challenge, "en"};
  }
  static std::size_t heard(const std::vector<safety::HeardWord>& words) {
    std::size_t count = 0;
    for (const auto& word : words) count += word.is_heard ? 1 : 0;
    return count;
  }
  std::vector<float> samples_;
};

TEST_F(ConsentWords, WhatWasReadIsHeard) {
  const auto words = hear_consent(samples_, text(kLast));
  ASSERT_TRUE(words.ok()) << words.error().message;
  EXPECT_EQ(heard(words->challenge), kLast.size());
  for (const auto& word : words->statement)
    EXPECT_TRUE(word.is_heard || word.part == safety::WordPart::Small) << word.text;
}

TEST_F(ConsentWords, OtherWordsAreNot) {
  SeededRandom random(40711);
  for (int trial = 0; trial < 3; ++trial) {
    const auto words = hear_consent(samples_, text(safety::make_challenge("en", random)));
    ASSERT_TRUE(words.ok()) << words.error().message;
    EXPECT_LT(heard(words->challenge), 6u);
  }
}

TEST_F(ConsentWords, AllOfTheWordsComeBackInOrder) {
  const auto words = hear_consent(samples_, text(kLast));
  ASSERT_TRUE(words.ok());
  ASSERT_EQ(words->challenge.size(), kLast.size());
  for (std::size_t i = 0; i < kLast.size(); ++i) EXPECT_EQ(words->challenge[i].text, kLast[i]);
}

TEST_F(ConsentWords, SilenceHoldsNothing) {
  const std::vector<float> silence(16000 * 10, 0.0F);
  const auto words = hear_consent(silence, text(kLast));
  ASSERT_TRUE(words.ok()) << words.error().message;
  EXPECT_LT(heard(words->challenge), 4u);
}

TEST_F(ConsentWords, CanBeStopped) {
  CancelToken cancel;
  cancel.cancel();
  EXPECT_EQ(hear_consent(samples_, text(kLast), cancel).error().kind, ErrorKind::Cancelled);
}

}  // namespace
}  // namespace timbre::studio
