// Rung: definition (corner values of the formula).
#include "train/schedule.h"

#include "gtest/gtest.h"

namespace timbre::train {
namespace {

TEST(Schedule, RisesToItsPeakAndFallsAlongACosine) {
  const Schedule schedule{.peak_rate = 0.01, .warm_up_steps = 10, .step_count = 111, .last_share = 0.1};
  EXPECT_DOUBLE_EQ(schedule.rate_at(0), 0.001);
  EXPECT_DOUBLE_EQ(schedule.rate_at(9), 0.01);
  EXPECT_DOUBLE_EQ(schedule.rate_at(10), 0.01);
  EXPECT_NEAR(schedule.rate_at(60), 0.0055, 1e-12);
  EXPECT_NEAR(schedule.rate_at(110), 0.001, 1e-12);
  EXPECT_NEAR(schedule.rate_at(5000), 0.001, 1e-12);
  for (int step = 11; step < 111; ++step) EXPECT_LT(schedule.rate_at(step), schedule.rate_at(step - 1));
}

}  // namespace
}  // namespace timbre::train
