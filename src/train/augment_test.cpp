// Rungs: definition (ratios, the µ-law curve), property (length, seed, spectrum).
#include "train/augment.h"

#include <cmath>
#include <numeric>

#include "gtest/gtest.h"

#include "audio/testing/signals.h"
#include "dsp/log_mel.h"

namespace timbre::train {
namespace {

std::vector<float> speech_like(double seconds) {
  const auto tone = audio::mixed(audio::sine(16000, seconds, 200.0, 0.2), audio::sine(16000, seconds, 5000.0, 0.1));
  return {tone.channel(0).begin(), tone.channel(0).end()};
}

double energy(std::span<const float> x) {
  return std::inner_product(x.begin(), x.end(), x.begin(), 0.0, std::plus<>(),
                            [](float a, float b) { return static_cast<double>(a) * b; });
}

TEST(Augment, RumbleTakesPowerToLowFrequencies) {
  SeededRandom random(2);
  for (const double rumble : {0.0, 1.0}) {
    const auto noise = made_noise(32000, rumble, random);
    EXPECT_NEAR(energy(noise) / 32000.0, 1.0, 1e-4);
    const auto mel = dsp::log_mel(noise);
    double tilt = 0.0;
    for (std::size_t f = 0; f + 64 <= mel.size(); f += 64) tilt += mel[f + 2] - mel[f + 60];
    tilt /= static_cast<double>(mel.size()) / 64.0;
    // Wider bands at the top hold more of white noise.
    EXPECT_EQ(tilt > 2.0, rumble > 0.0) << tilt;
    EXPECT_EQ(tilt < 0.0, rumble == 0.0) << tilt;
  }
}

TEST(Augment, ARoomDecaysAndKeepsItsRatio) {
  SeededRandom random(3);
  const auto room = made_room(16000, 0.4, 6.0, random);
  EXPECT_FLOAT_EQ(room[0], 1.0F);
  const std::span<const float> tail(room.data() + 1, room.size() - 1);
  EXPECT_NEAR(-10.0 * std::log10(energy(tail)), 6.0, 0.01);
  const double early = energy(tail.subspan(0, 1600));
  const double late = energy(tail.subspan(3200, 1600));
  EXPECT_NEAR(10.0 * std::log10(early / late), 30.0, 2.0);  // 60 dB in 0.4 s: 30 dB in 0.2 s
}

TEST(Augment, SpeedChangesLengthAndPitchTogether) {
  const auto slow = at_speed(speech_like(1.0), 16000, 0.8);
  EXPECT_NEAR(static_cast<double>(slow.size()), 20000.0, 2.0);
  const auto tone = audio::sine(16000, 1.0, 1000.0, 0.5);
  const auto fast = at_speed(tone.channel(0), 16000, 1.25);
  std::size_t crossings = 0;
  for (std::size_t i = 1001; i < 11001; ++i) crossings += (fast[i - 1] < 0.0F) != (fast[i] < 0.0F) ? 1 : 0;
  EXPECT_NEAR(static_cast<double>(crossings), 2.0 * 1250.0 * 10000.0 / 16000.0, 2.0);
}

TEST(Augment, TheSameSeedGivesTheSameSamples) {
  const auto in = speech_like(0.5);
  const auto other = audio::white_noise(16000, 0.7, 0.1, 4);
  const std::vector<std::span<const float>> others{other.channel(0)};
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    SeededRandom first(seed);
    SeededRandom second(seed);
    const auto a = degraded(in, 16000, others, first);
    ASSERT_EQ(a.size(), in.size());
    EXPECT_EQ(a, degraded(in, 16000, others, second));
    for (const float x : a) ASSERT_TRUE(std::isfinite(x));
  }
}

}  // namespace
}  // namespace timbre::train
