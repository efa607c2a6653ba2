// Rungs: definition (place and pitch of a tone), property (hostile input).
#include "voice/voice_frames.h"

#include <cmath>
#include <limits>
#include <numbers>

#include "gtest/gtest.h"

namespace timbre::voice {
namespace {

std::vector<float> buzz(std::size_t count) {
  std::vector<float> samples(count);
  for (std::size_t i = 0; i < count; ++i) {
    for (int k = 1; k < 20; ++k) {
      samples[i] +=
          static_cast<float>(0.05 * std::cos(2.0 * std::numbers::pi * 200.0 * k * static_cast<double>(i) / 16000.0));
    }
  }
  return samples;
}

TEST(VoiceFrames, SpectrumAndPitchLookAtTheSamePlace) {
  // Silence, then from 0.5 s on a buzz: both see it from frame 50 on.
  std::vector<float> samples(8000, 0.0F);
  const auto sound = buzz(8000);
  samples.insert(samples.end(), sound.begin(), sound.end());
  const auto frames = analyse_voice(samples);
  ASSERT_TRUE(frames.ok()) << frames.error().message;
  ASSERT_EQ(frames->count(), 100U);
  ASSERT_EQ(frames->log_mel.size(), 100U * kMelBands);
  const auto level = [&](std::size_t f) { return frames->log_mel[f * kMelBands + 5]; };
  EXPECT_LT(level(46), level(70) - 10.0F);
  EXPECT_GT(level(51), level(70) - 1.0F);
  EXPECT_EQ(frames->f0_hz[44], 0.0F);
  EXPECT_NEAR(frames->f0_hz[70], 200.0F, 1.0F);
}

TEST(VoiceFrames, SaysWhatItCannotAnalyse) {
  EXPECT_EQ(analyse_voice({}).error().kind, ErrorKind::InvalidInput);
  EXPECT_EQ(analyse_voice(std::vector<float>(159)).error().kind, ErrorKind::InvalidInput);
  std::vector<float> bad(1600, 0.0F);
  bad[7] = std::numeric_limits<float>::quiet_NaN();
  EXPECT_EQ(analyse_voice(bad).error().kind, ErrorKind::InvalidInput);
  const auto silence = analyse_voice(std::vector<float>(1600, 0.0F));
  ASSERT_TRUE(silence.ok());
  EXPECT_EQ(silence->count(), 10U);
}

}  // namespace
}  // namespace timbre::voice
