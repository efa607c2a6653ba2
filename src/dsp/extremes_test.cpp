#include "dsp/extremes.h"

#include <cmath>
#include <vector>

#include "gtest/gtest.h"

namespace timbre::dsp {
namespace {

TEST(Extremes, FoundAnywhereInAnyLength) {
  for (const std::size_t count : {1U, 15U, 16U, 17U, 100U}) {
    for (std::size_t at = 0; at < count; ++at) {
      std::vector<float> x(count, 0.5F);
      x[at] = 2.0F;
      EXPECT_EQ(extremes(x).highest, 2.0F);
      x[at] = -3.0F;
      EXPECT_EQ(extremes(x).lowest, -3.0F);
    }
  }
}

TEST(Extremes, IgnoresNanAndKeepsWhatWas) {
  const std::vector<float> x{std::nanf(""), 1.0F, -1.0F};
  EXPECT_EQ(extremes(x).highest, 1.0F);
  EXPECT_EQ(extremes(x, {-5.0F, 7.0F}).highest, 7.0F);
  EXPECT_EQ(extremes({}, {-5.0F, 7.0F}).lowest, -5.0F);
}

}  // namespace
}  // namespace timbre::dsp
