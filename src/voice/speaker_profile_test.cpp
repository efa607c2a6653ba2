// Rungs: exact (kept and read again), property (level and pitch of a generated voice are found; loudness changes
// nothing else), definition (what is too short is refused).
#include "voice/speaker_profile.h"

#include <cmath>
#include <gtest/gtest.h>
#include <numbers>

#include "base/random.h"
#include "voice/speaker_pitch.h"

namespace timbre::voice {
namespace {

/// A hum whose pitch swings by two semitones, with pauses, and noise far below.
std::vector<float> hum(double f0_hz, double gain) {
  SeededRandom random(3);
  std::vector<float> samples(4 * kAnalysisRateHz);
  double phase = 0.0;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const double t = static_cast<double>(i) / kAnalysisRateHz;
    phase += 2.0 * std::numbers::pi * f0_hz * std::exp2(std::sin(3.0 * t) / 6.0) / kAnalysisRateHz;
    double sum = 1e-4 * random.normal();
    const bool is_speaking = std::fmod(t, 1.0) < 0.7;
    for (int k = 1; is_speaking && k * f0_hz < 5000; ++k) sum += 0.1 / k * std::cos(k * phase + k);
    samples[i] = static_cast<float>(gain * sum);
  }
  return samples;
}

SpeechTraits traits(const std::vector<float>& samples) {
  VoiceFrames frames = analyse_voice(samples).value();
  frames.f0_hz = speaker_f0(samples).value();
  frames.f0_hz.resize(frames.log_mel.size() / kMelBands);
  return traits_of(frames).value();
}

TEST(SpeechTraits, FindThePitchAndLeaveTheLoudnessOut) {
  const auto loud = traits(hum(140.0, 1.0));
  const auto soft = traits(hum(140.0, 0.25));
  EXPECT_NEAR(loud.f0_median_hz, 140.0, 7.0);
  EXPECT_NEAR(loud.f0_spread, std::log(2.0) / 6.0 / std::numbers::sqrt2, 0.03);
  EXPECT_NEAR(loud.level - soft.level, std::log(16.0), 0.05);
  for (std::size_t b = 0; b < kMelBands; ++b) EXPECT_NEAR(loud.voiced_mel[b], soft.voiced_mel[b], 0.3) << b;
  EXPECT_LT(loud.floor, -4.0F);
}

TEST(SpeechTraits, RefuseWhatHoldsNoVoice) {
  VoiceFrames frames;
  frames.f0_hz.assign(300, 0.0F);
  frames.log_mel.assign(300 * kMelBands, -9.0F);
  const auto none = traits_of(frames);
  ASSERT_FALSE(none.ok());
  EXPECT_NE(none.error().message.find("500 ms"), std::string::npos) << none.error().message;
}

TEST(SpeechTraits, MeanOfOneIsItself) {
  const auto one = traits(hum(180.0, 1.0));
  const SpeechTraits two[] = {one, one};
  const auto mean = mean_of(two);
  EXPECT_NEAR(mean.f0_median_hz, one.f0_median_hz, 1e-2);
  EXPECT_NEAR(mean.voiced_mel[10], one.voiced_mel[10], 1e-4);
  EXPECT_EQ(mean.voiced_frames, 2 * one.voiced_frames);
}

TEST(SpeakerProfile, IsReadAsItWasKept) {
  const SpeakerProfile profile{{0.6F, 0.8F}, traits(hum(120.0, 1.0))};
  const auto read = profile_of_bytes(profile_bytes(profile), 2);
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(profile_bytes(*read), profile_bytes(profile));
  EXPECT_EQ(speaker_inputs(*read), speaker_inputs(profile));
  EXPECT_EQ(speaker_inputs(profile).size(), 2 + kTraitInputs);
  EXPECT_FALSE(profile_of_bytes(profile_bytes(profile), 3).ok());
  EXPECT_FALSE(profile_of_bytes(std::string(profile_bytes(profile).size(), '\xff'), 2).ok());
}

}  // namespace
}  // namespace timbre::voice
