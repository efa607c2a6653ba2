#include "score/number_text.h"

#include <limits>

#include "gtest/gtest.h"

namespace timbre::score {
namespace {

// Rung: exact.
TEST(NumberText, RoundsHalfAwayFromZeroAndNeverSaysMinusZero) {
  EXPECT_EQ(number_text(0.25, 1), "0.3");
  EXPECT_EQ(number_text(-0.25, 1), "-0.3");
  EXPECT_EQ(number_text(-0.01, 1), "0.0");
  EXPECT_EQ(number_text(41.84, 1), "41.8");
  EXPECT_EQ(number_text(48000.0, 0), "48000");
}

TEST(NumberText, TakesAnyNumber) {
  EXPECT_EQ(number_text(std::numeric_limits<double>::quiet_NaN(), 1), "");
  EXPECT_EQ(number_text(std::numeric_limits<double>::infinity(), 1), "");
  EXPECT_EQ(number_text(std::numeric_limits<double>::max(), 5).size(), 309u + 6u);
  EXPECT_EQ(rounded(std::numeric_limits<double>::max(), 5), std::numeric_limits<double>::max());
}

}  // namespace
}  // namespace timbre::score
