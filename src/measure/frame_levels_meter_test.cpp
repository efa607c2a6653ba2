#include "measure/frame_levels_meter.h"

#include "gtest/gtest.h"

#include "audio/testing/signals.h"
#include "dsp/decibel.h"

namespace timbre::measure {
namespace {

// Definition: a sine of amplitude A has mean square A²/2, whatever constant lies under it.
TEST(FrameLevels, IgnoreDcAndKeepHum) {
  for (const double hz : {50.0, 60.0, 1000.0}) {
    auto take = audio::sine(48000, 1.0, hz, 0.01);
    for (float& x : take.channel(0)) x += 0.3F;
    const auto levels = measure_frame_levels(take.view());
    ASSERT_TRUE(levels.ok());
    ASSERT_EQ(levels->mean_square.size(), 100U);
    double sum = 0.0;
    for (std::size_t t = 10; t < 90; ++t) sum += levels->mean_square[t] / 80.0;
    EXPECT_NEAR(dsp::power_to_db(sum), dsp::power_to_db(0.5e-4), 0.05) << hz;
  }
}

// Exact: zeros are counted, and digital silence has power 0.
TEST(FrameLevels, CountZeros) {
  auto take = audio::silence(8000, 0.05);
  take.channel(0)[80] = 0.5F;
  const auto levels = measure_frame_levels(take.view());
  ASSERT_EQ(levels->zero_share.size(), 5U);
  EXPECT_EQ(levels->zero_share[0], 1.0F);
  EXPECT_EQ(levels->mean_square[0], 0.0F);
  EXPECT_FLOAT_EQ(levels->zero_share[1], 79.0F / 80.0F);
  EXPECT_FALSE(measure_frame_levels(audio::stereo(take, take).view()).ok());
}

}  // namespace
}  // namespace timbre::measure
