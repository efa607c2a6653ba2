#include "dsp/biquad.h"

#include "gtest/gtest.h"

#include "audio/testing/signals.h"

namespace timbre::dsp {
namespace {

double gain_at(const BiquadCoefficients& c, double frequency_hz) {
  const auto in = audio::sine(48000, 1.0, frequency_hz, 1.0);
  Biquad filter(c);
  double energy = 0.0;
  for (std::size_t i = 0; i < in.frame_count(); ++i) {
    const double y = filter.process(in.channel(0)[i]);
    if (i >= 24000) energy += y * y / 12000.0;
  }
  return std::sqrt(energy);
}

TEST(Biquad, PassesAndStopsAndIsHalfPowerAtTheCutOff) {
  EXPECT_NEAR(gain_at(low_pass(48000, 1000), 1000), std::numbers::sqrt2 / 2, 1e-3);
  EXPECT_NEAR(gain_at(high_pass(48000, 1000), 1000), std::numbers::sqrt2 / 2, 1e-3);
  EXPECT_NEAR(gain_at(low_pass(48000, 1000), 50), 1.0, 1e-3);
  EXPECT_LT(gain_at(low_pass(48000, 1000), 10000), 0.01);
  EXPECT_LT(gain_at(high_pass(48000, 1000), 100), 0.011);
}

}  // namespace
}  // namespace timbre::dsp
