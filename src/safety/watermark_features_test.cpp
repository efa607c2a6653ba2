// Rung: definition.

#include "safety/watermark_features.h"

#include <cmath>
#include <limits>
#include <numbers>

#include "gtest/gtest.h"

namespace timbre::safety {
namespace {

std::vector<float> sine(double hz, std::size_t count) {
  std::vector<float> samples(count);
  for (std::size_t i = 0; i < count; ++i) {
    samples[i] = static_cast<float>(std::sin(2.0 * std::numbers::pi * hz * static_cast<double>(i) / kMarkRateHz));
  }
  return samples;
}

FineSpectrogram spectrogram_of(const std::vector<float>& sound) {
  const std::vector<std::span<const float>> channels = {sound};
  return fine_spectrogram(channels);
}

TEST(WatermarkFeatures, ASineStandsWhereItShould) {
  const auto spectrogram = spectrogram_of(sine(1000.0, 16000));
  EXPECT_EQ(spectrogram.rows, 251U);
  const float* row = spectrogram.running.data() + 125 * FineSpectrogram::kColumns;
  const float all = row[FineSpectrogram::kBins];
  // 1,000 Hz is bin 64; a Hann window's main lobe reaches four of these bins to either side.
  const float around = row[64 + 5 - FineSpectrogram::kFirstBin] - row[64 - 4 - FineSpectrogram::kFirstBin];
  EXPECT_GT(around, 0.999F * all);
  EXPECT_EQ(row[0], 0.0F);
}

TEST(WatermarkFeatures, ChannelsAddTheirPower) {
  const auto sound = sine(1000.0, 8000);
  const std::vector<std::span<const float>> two = {sound, sound};
  const auto one = spectrogram_of(sound);
  const auto both = fine_spectrogram(two);
  const std::size_t at = 60 * FineSpectrogram::kColumns + FineSpectrogram::kBins;
  EXPECT_NEAR(both.running[at] / one.running[at], 2.0F, 1e-4F);
}

TEST(WatermarkFeatures, ShortAndEmptySoundsHaveRowsToo) {
  EXPECT_EQ(spectrogram_of({}).rows, 1U);
  EXPECT_EQ(spectrogram_of(std::vector<float>(63, 1.0F)).rows, 1U);
}

TEST(WatermarkFeatures, WhatIsNoNumberBecomesSilence) {
  std::vector<float> sound(16000, 0.1F);
  sound[100] = std::numeric_limits<float>::quiet_NaN();
  sound[200] = -std::numeric_limits<float>::infinity();
  for (const auto& channel : at_mark_rate(audio::AudioView(kMarkRateHz, sound))) {
    for (const float sample : channel) ASSERT_TRUE(std::isfinite(sample));
  }
}

}  // namespace
}  // namespace timbre::safety
