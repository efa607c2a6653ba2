#include "measure/level_histogram.h"

#include <cmath>

#include "gtest/gtest.h"

namespace timbre::measure {
namespace {

// Definition: the middle of a step is within half a step (0.49 dB at most) of every power in it.
TEST(LevelHistogram, StepsHoldTheirPowers) {
  double worst = 0.0;
  for (double db = -190.0; db < 20.0; db += 0.01) {
    const auto step = level_step(static_cast<float>(std::pow(10.0, db / 10.0)));
    worst = std::max(worst, std::abs(level_of_step(static_cast<std::size_t>(step)) - db));
  }
  EXPECT_LT(worst, 0.52);
  EXPECT_EQ(level_step(0.0F), 0);
  EXPECT_EQ(level_step(1e30F), static_cast<std::int32_t>(kLevelStepCount) - 1);
}

TEST(LevelHistogram, PercentilesWorkedByHand) {
  LevelHistogram counts{};
  EXPECT_EQ(level_percentile(counts, 0.5), level_of_step(0));
  counts[10] = 10;
  counts[20] = 89;
  counts[30] = 1;
  EXPECT_EQ(level_percentile(counts, 0.10), level_of_step(10));
  EXPECT_EQ(level_percentile(counts, 0.11), level_of_step(20));
  EXPECT_EQ(level_percentile(counts, 0.97), level_of_step(20));
  EXPECT_EQ(level_percentile(counts, 1.0), level_of_step(30));
}

}  // namespace
}  // namespace timbre::measure
