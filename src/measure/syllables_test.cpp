#include "measure/syllables.h"

#include "gtest/gtest.h"

#include "measure/testing/voices.h"

namespace timbre::measure {
namespace {

constexpr int kRate = 16000;

/// `rate_hz` syllables per second, each swelling and falling by `depth` (1 = to silence), for `seconds`.
std::vector<float> syllables(double rate_hz, double seconds, double depth) {
  auto samples = voice(kRate, seconds, [](double) { return 130.0; });
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const double swing = std::cos(2.0 * std::numbers::pi * rate_hz * static_cast<double>(i) / kRate);
    samples[i] *= static_cast<float>(1.0 - depth * (0.5 + 0.5 * swing));
  }
  return samples;
}

SyllableRate rate_of(const std::vector<float>& samples, const VoiceActivity& activity) {
  return measure_syllable_rate(samples, kRate, pitch_of(kRate, samples), activity);
}

VoiceActivity all_speech(std::size_t frame_count) { return {0.01, std::vector<std::uint8_t>(frame_count, 1)}; }

// Definition rung: swells are counted one by one from slow to fast speech.
TEST(Syllables, CountsSwells) {
  for (const double rate_hz : {2.0, 4.0, 6.0, 8.0}) {
    const auto found = rate_of(syllables(rate_hz, 5.0, 0.8), all_speech(500));
    EXPECT_NEAR(found.rate_hz.value.value(), rate_hz, 0.01) << rate_hz;
    EXPECT_NEAR(found.nuclei_s.front(), 0.5 / rate_hz, 0.02) << rate_hz;
  }
}

TEST(Syllables, SmallRipplesAreNotSyllables) {
  // 1.3 dB from top to valley.
  EXPECT_LE(rate_of(syllables(4.0, 5.0, 0.14), all_speech(500)).nuclei_s.size(), 1U);
}

TEST(Syllables, UnvoicedBurstsAreNotNuclei) {
  auto noise = audio::white_noise(kRate, 5.0, 0.1, 11);
  for (std::size_t i = 0; i < noise.frame_count(); ++i) {
    noise.channel(0)[i] *=
        static_cast<float>(0.5 - 0.5 * std::cos(8.0 * std::numbers::pi * static_cast<double>(i) / kRate));
  }
  const std::vector<float> samples(noise.channel(0).begin(), noise.channel(0).end());
  EXPECT_LE(rate_of(samples, all_speech(500)).nuclei_s.size(), 2U);
}

// Property rung: padding is not speech, so it changes nothing.
TEST(Syllables, PaddingChangesNothing) {
  const auto bare = syllables(4.0, 5.0, 0.8);
  std::vector<float> padded(2 * kRate, 0.0F);
  padded.insert(padded.end(), bare.begin(), bare.end());
  padded.insert(padded.end(), 3 * kRate, 0.0F);
  VoiceActivity activity = all_speech(1000);
  std::fill(activity.is_speech.begin(), activity.is_speech.begin() + 200, std::uint8_t{0});
  std::fill(activity.is_speech.begin() + 700, activity.is_speech.end(), std::uint8_t{0});
  EXPECT_NEAR(*rate_of(padded, activity).rate_hz.value, *rate_of(bare, all_speech(500)).rate_hz.value, 1e-9);
}

TEST(Syllables, NoneAndWhy) {
  EXPECT_EQ(rate_of({}, {}).rate_hz.why, "no speech");
  EXPECT_EQ(rate_of(syllables(4.0, 0.5, 0.8), all_speech(50)).rate_hz.why, "too little speech for a rate");
  EXPECT_EQ(rate_of(std::vector<float>(3 * kRate, 0.0F), all_speech(300)).rate_hz.why, "no syllable nucleus found");
}

}  // namespace
}  // namespace timbre::measure
