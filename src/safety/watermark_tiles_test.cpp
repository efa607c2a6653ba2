// Rung: property.

#include "safety/watermark_tiles.h"

#include <algorithm>
#include <cmath>

#include "gtest/gtest.h"

#include "dsp/resample.h"
#include "safety/testing/speech_like.h"

namespace timbre::safety {
namespace {

FineTiles tiles_of(const std::vector<float>& sound, double pitch = 1.0) {
  const std::vector<std::span<const float>> channels = {sound};
  return fine_tiles(fine_spectrogram(channels), pitch);
}

double correlation(const FineTiles& a, const FineTiles& b) {
  double ab = 0.0;
  double aa = 0.0;
  double bb = 0.0;
  for (std::size_t i = 0; i < std::min(a.value.size(), b.value.size()); ++i) {
    ab += static_cast<double>(a.value[i]) * b.value[i];
    aa += static_cast<double>(a.value[i]) * a.value[i];
    bb += static_cast<double>(b.value[i]) * b.value[i];
  }
  return ab / std::sqrt(aa * bb);
}

TEST(WatermarkTiles, LoudnessAndPolarityChangeNothing) {
  const auto sound = speech_like(kMarkRateHz, 3.0, 1);
  auto changed = sound;
  for (auto& sample : changed) sample *= -0.1F;
  EXPECT_GT(correlation(tiles_of(sound), tiles_of(changed)), 0.999999);
}

TEST(WatermarkTiles, SilenceIsWorthNothing) {
  for (const float value : tiles_of(std::vector<float>(16000, 0.0F)).value) EXPECT_EQ(value, 0.0F);
}

TEST(WatermarkTiles, TooShortForAFrameHasNone) {
  EXPECT_EQ(tiles_of({}).rows, 0U);
  EXPECT_EQ(tiles_of(std::vector<float>(200, 0.5F)).rows, 0U);
}

/// A speech-like sound's tiles an octave apart have little in common; with the right pitch the bands are found again.
TEST(WatermarkTiles, PitchMovesTheBands) {
  const auto sound = speech_like(kMarkRateHz, 3.0, 2);
  const auto sped = dsp::resample(sound, 108, 100);
  const FineTiles original = tiles_of(sound);
  const auto at_its_times = [&](const FineTiles& tiles) {
    FineTiles out;
    out.rows = std::min(original.rows, static_cast<std::size_t>(static_cast<double>(tiles.rows) * 1.08));
    for (std::size_t row = 0; row < out.rows; ++row) {
      const auto from = std::min(tiles.rows - 1, static_cast<std::size_t>(static_cast<double>(row) / 1.08 + 0.5));
      const auto first = tiles.value.begin() + static_cast<std::ptrdiff_t>(from * kBandCount);
      out.value.insert(out.value.end(), first, first + static_cast<std::ptrdiff_t>(kBandCount));
    }
    return out;
  };
  const double right = correlation(original, at_its_times(tiles_of(sped, 1.08)));
  const double wrong = correlation(original, at_its_times(tiles_of(sped, 1.0)));
  EXPECT_GT(right, 0.6);
  EXPECT_GT(right, wrong + 0.2);
}

}  // namespace
}  // namespace timbre::safety
