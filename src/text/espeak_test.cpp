// Rungs: property (speed, settings do not stay, phonemes untouched), exact (limits).
#include "text/espeak.h"

#include "gtest/gtest.h"

namespace timbre::text {
namespace {

const std::string kText = "The baker opened his small shop.";

TEST(EspeakSpeech, KeepsNoSettingOfTheCallBefore) {
  const auto first = espeak_speech(kText);
  ASSERT_TRUE(first.ok()) << first.error().message;
  EXPECT_GE(first->rate_hz, 16000);
  EXPECT_GT(first->samples.size(), static_cast<std::size_t>(first->rate_hz));
  ASSERT_TRUE(espeak_speech(kText, {.language = "de", .pitch = 90, .words_per_minute = 300}).ok());
  const auto again = espeak_speech(kText);
  ASSERT_TRUE(again.ok());
  const auto length = static_cast<double>(first->samples.size());
  EXPECT_NEAR(static_cast<double>(again->samples.size()), length, 0.01 * length);
}

TEST(EspeakSpeech, IsShorterTheFasterItIs) {
  const auto slow = espeak_speech(kText, {.words_per_minute = 100});
  const auto fast = espeak_speech(kText, {.words_per_minute = 250});
  ASSERT_TRUE(slow.ok() && fast.ok());
  EXPECT_GT(slow->samples.size(), fast->samples.size() * 3 / 2);
}

TEST(EspeakSpeech, LeavesThePhonemesAlone) {
  const auto before = espeak_ipa({kText}, "en");
  ASSERT_TRUE(before.ok()) << before.error().message;
  ASSERT_TRUE(espeak_speech(kText, {.pitch = 10, .words_per_minute = 400}).ok());
  const auto after = espeak_ipa({kText}, "en");
  ASSERT_TRUE(after.ok());
  EXPECT_EQ(*before, *after);
}

TEST(EspeakSpeech, SaysWhatItCannotDo) {
  EXPECT_EQ(espeak_speech(kText, {.pitch = 100}).error().kind, ErrorKind::InvalidInput);
  EXPECT_EQ(espeak_speech(kText, {.words_per_minute = 20}).error().kind, ErrorKind::InvalidInput);
  EXPECT_EQ(espeak_speech(kText, {.language = "xx-none"}).error().kind, ErrorKind::NotFound);
}

}  // namespace
}  // namespace timbre::text
