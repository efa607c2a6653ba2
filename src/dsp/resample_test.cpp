#include "dsp/resample.h"

#include <cmath>
#include <cstdio>
#include <numbers>

#include "gtest/gtest.h"

#include "audio/testing/signals.h"

namespace timbre::dsp {
namespace {

// Rung "definition": a sine stays the same sine at the new rate. Away from the ends, where the filter sees no edge.
TEST(Resample, KeepsASineInPlace) {
  for (const auto& [from, to] : {std::pair{48000, 16000}, {44100, 16000}, {22050, 16000}, {16000, 48000}}) {
    const auto in = audio::sine(from, 1.0, 1000.0, 0.5);
    const auto out = resample(in.channel(0), from, to);
    ASSERT_NEAR(static_cast<double>(out.size()), to, 1.0);
    double worst = 0.0;
    for (std::size_t i = out.size() / 4; i < out.size() * 3 / 4; ++i) {
      const double wanted = 0.5 * std::sin(2.0 * std::numbers::pi * 1000.0 * static_cast<double>(i) / to);
      worst = std::max(worst, std::abs(out[i] - wanted));
    }
    std::printf("%d to %d Hz: largest error %.2e\n", from, to, worst);
    EXPECT_LT(worst, 2e-6);
  }
}

TEST(Resample, AnyChunkingGivesTheSameSamples) {
  const auto in = audio::white_noise(44100, 0.5, 0.1, 3);
  const auto whole = resample(in.channel(0), 44100, 16000, ResampleQuality::Analysis);
  for (const std::size_t chunk : {1U, 7U, 511U, 4096U}) {
    std::vector<float> pieces;
    const auto keep = [&pieces](std::span<const float> block) {
      pieces.insert(pieces.end(), block.begin(), block.end());
    };
    StreamResampler resampler(44100, 16000, ResampleQuality::Analysis);
    for (std::size_t i = 0; i < in.frame_count(); i += chunk) {
      resampler.push(in.channel(0).subspan(i, std::min(chunk, in.frame_count() - i)), keep);
    }
    resampler.finish(keep);
    EXPECT_EQ(pieces, whole) << "chunk " << chunk;
  }
}

}  // namespace
}  // namespace timbre::dsp
