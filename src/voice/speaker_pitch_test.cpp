// Rung: property (a generated voice whose second harmonic is the strongest keeps its octave).
#include "voice/speaker_pitch.h"

#include <cmath>
#include <gtest/gtest.h>
#include <numbers>

namespace timbre::voice {
namespace {

TEST(SpeakerF0, KeepsTheOctaveOfAVoiceWithAWeakFundamental) {
  std::vector<float> samples(32000);
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const double phase = 2.0 * std::numbers::pi * 110.0 * static_cast<double>(i) / 16000.0;
    samples[i] = static_cast<float>(0.02 * std::cos(phase) + 0.1 * std::cos(2 * phase) + 0.03 * std::cos(3 * phase));
  }
  const auto f0 = speaker_f0(samples);
  ASSERT_TRUE(f0.ok());
  ASSERT_EQ(f0->size(), 200U);
  for (std::size_t i = 20; i < 180; ++i) EXPECT_NEAR((*f0)[i], 110.0, 2.0) << i;
}

TEST(SpeakerF0, OfSilenceIsNowhereVoiced) {
  const auto f0 = speaker_f0(std::vector<float>(16000, 0.0F));
  ASSERT_TRUE(f0.ok());
  for (const float hz : *f0) EXPECT_EQ(hz, 0.0F);
}

}  // namespace
}  // namespace timbre::voice
