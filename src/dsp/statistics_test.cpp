#include "dsp/statistics.h"

#include "gtest/gtest.h"

namespace timbre::dsp {
namespace {

TEST(Statistics, WorkedByHand) {
  EXPECT_DOUBLE_EQ(median({3, 1, 2}), 2.0);
  EXPECT_DOUBLE_EQ(median({4, 1, 2, 3}), 2.5);
  EXPECT_DOUBLE_EQ(quantile({0, 10}, 0.25), 2.5);
  EXPECT_DOUBLE_EQ(quantile({}, 0.5), 0.0);
  EXPECT_DOUBLE_EQ(quantile({5}, 0.9), 5.0);
  const std::vector<double> values{2, 4, 4, 4, 5, 5, 7, 9};
  EXPECT_DOUBLE_EQ(mean(values), 5.0);
  EXPECT_NEAR(standard_deviation(values), 2.13808993529939, 1e-12);
}

}  // namespace
}  // namespace timbre::dsp
