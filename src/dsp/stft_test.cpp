#include "dsp/stft.h"

#include <numeric>

#include "gtest/gtest.h"

#include "audio/testing/signals.h"

namespace timbre::dsp {
namespace {

std::vector<std::vector<float>> frames_of(const audio::AudioBuffer& in, std::size_t chunk) {
  std::vector<std::vector<float>> frames;
  Stft stft(in.format().sample_rate_hz, [&](const SpectrumFrame& frame) {
    EXPECT_EQ(frame.index, frames.size());
    EXPECT_EQ(frame.samples.front(), in.channel(0)[frame.index * stft.grid().hop]);
    frames.emplace_back(frame.power.begin(), frame.power.end());
  });
  for (std::size_t i = 0; i < in.frame_count(); i += chunk) {
    stft.push(in.channel(0).subspan(i, std::min(chunk, in.frame_count() - i)));
  }
  stft.finish();
  return frames;
}

TEST(Stft, ASineSumsToItsMeanSquareInItsBin) {
  const auto frames = frames_of(audio::sine(48000, 0.5, 1000.0, 0.5), 48000);
  ASSERT_EQ(frames.size(), 50U);
  const auto& middle = frames[25];
  EXPECT_NEAR(std::accumulate(middle.begin(), middle.end(), 0.0), 0.125, 0.002);
  const auto peak = std::max_element(middle.begin(), middle.end()) - middle.begin();
  EXPECT_EQ(peak, 21);  // 1000 Hz / 46.875 Hz
}

TEST(Stft, WhiteNoiseSumsToItsVariance) {
  const auto frames = frames_of(audio::white_noise(16000, 5.0, 0.1, 9), 16000);
  double mean = 0.0;
  for (const auto& frame : frames) mean += std::accumulate(frame.begin(), frame.end(), 0.0) / 500.0;
  EXPECT_NEAR(mean, 0.01, 0.0003);
}

TEST(Stft, AnyChunkingGivesTheSameFramesAtEveryRate) {
  for (const int rate : {8000, 11025, 22050, 44100, 96000}) {
    const auto in = audio::white_noise(rate, 0.3, 0.1, 5);
    const auto whole = frames_of(in, in.frame_count());
    EXPECT_EQ(whole.size(), in.frame_count() / FrameGrid(rate).hop);
    for (const std::size_t chunk : {1U, 5U, 997U}) EXPECT_EQ(frames_of(in, chunk), whole);
  }
}

}  // namespace
}  // namespace timbre::dsp
