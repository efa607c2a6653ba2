// Rungs: oracle (pauses are quiet and vowels loud where flite says they are), property (order, rate of speech).
#include "train/flite_speech.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

namespace timbre::train {
namespace {

constexpr const char* kText = "It's a map, and a boat.";

double level_db(const FliteSpeech& speech, TimeRange range) {
  const auto first = static_cast<std::size_t>(range.start_s * kFliteRateHz);
  const auto end = std::min(static_cast<std::size_t>(range.end_s * kFliteRateHz), speech.samples.size());
  double sum = 1e-12;
  for (std::size_t i = first; i < end; ++i) sum += static_cast<double>(speech.samples[i]) * speech.samples[i];
  return 10.0 * std::log10(sum / static_cast<double>(std::max<std::size_t>(end - first, 1)));
}

double duration_s(const FliteSpeech& speech) { return static_cast<double>(speech.samples.size()) / kFliteRateHz; }

class FliteVoice : public testing::TestWithParam<std::string_view> {};

TEST_P(FliteVoice, IsQuietInItsPausesAndLoudInItsVowels) {
  const auto speech = say_with_flite(GetParam(), kText, 1.0);
  ASSERT_TRUE(speech.ok()) << speech.error().message;
  const double whole_db = level_db(*speech, {0.0, duration_s(*speech)});
  std::size_t pause_count = 0;
  for (const FliteSegment& segment : speech->segments) {
    // A hundredth of a second to both sides: windows overlap there.
    const TimeRange inside{segment.range.start_s + 0.01, segment.range.end_s - 0.01};
    if (segment.label == "pau") {
      ++pause_count;
      EXPECT_LT(level_db(*speech, inside), whole_db - 20.0) << segment.range.start_s;
    } else if (segment.label == "ae" || segment.label == "ow") {
      EXPECT_GT(level_db(*speech, inside), whole_db - 6.0) << segment.range.start_s;
    }
  }
  EXPECT_EQ(pause_count, 3U);
}

TEST_P(FliteVoice, SaysItsSegmentsOneAfterAnotherToTheEnd) {
  const auto speech = say_with_flite(GetParam(), kText, 1.0);
  ASSERT_TRUE(speech.ok()) << speech.error().message;
  double end_s = 0.0;
  std::vector<std::string> words(6);
  for (const FliteSegment& segment : speech->segments) {
    EXPECT_DOUBLE_EQ(segment.range.start_s, end_s);
    EXPECT_GT(segment.range.end_s, end_s);
    end_s = segment.range.end_s;
    if (segment.token == kNoFliteToken) continue;
    ASSERT_LT(segment.token, words.size());
    words[segment.token] += segment.label;
    EXPECT_EQ(segment.is_suffix, segment.token == 0 && segment.label == "s");
  }
  EXPECT_DOUBLE_EQ(end_s, duration_s(*speech));
  EXPECT_EQ(words[0], "ihts");
  EXPECT_EQ(words[5], "bowt");
}

TEST_P(FliteVoice, IsAsMuchSlowerAsAsked) {
  const auto fast = say_with_flite(GetParam(), kText, 0.85);
  const auto slow = say_with_flite(GetParam(), kText, 1.2);
  ASSERT_TRUE(fast.ok() && slow.ok());
  EXPECT_NEAR(duration_s(*slow) / duration_s(*fast), 1.2 / 0.85, 0.05);
}

INSTANTIATE_TEST_SUITE_P(All, FliteVoice, testing::ValuesIn(flite_voices().begin(), flite_voices().end()),
                         [](const auto& param) { return std::string(param.param); });

TEST(FliteSpeech, RefusesWhatItCannotSay) {
  const auto no_voice = say_with_flite("nobody", kText, 1.0);
  ASSERT_FALSE(no_voice.ok());
  EXPECT_EQ(no_voice.error().kind, ErrorKind::NotFound);
  EXPECT_NE(no_voice.error().message.find("nobody"), std::string::npos);
  const auto no_ascii = say_with_flite("rms", "Na\xC3\xAFve.", 1.0);
  ASSERT_FALSE(no_ascii.ok());
  EXPECT_EQ(no_ascii.error().kind, ErrorKind::InvalidInput);
  EXPECT_FALSE(say_with_flite("rms", "", 1.0).ok());
}

}  // namespace
}  // namespace timbre::train
