#include "score/curve.h"

#include "gtest/gtest.h"

namespace timbre::score {
namespace {

const Curve kTent({{0, 0}, {10, 1}, {20, 1}, {40, 0.5}});

// Rung: exact.
TEST(Curve, InterpolatesBetweenKnotsAndHoldsItsEnds) {
  EXPECT_DOUBLE_EQ(kTent.grade(-1e300), 0.0);
  EXPECT_DOUBLE_EQ(kTent.grade(5.0), 0.5);
  EXPECT_DOUBLE_EQ(kTent.grade(15.0), 1.0);
  EXPECT_DOUBLE_EQ(kTent.grade(30.0), 0.75);
  EXPECT_DOUBLE_EQ(kTent.grade(1e300), 0.5);
}

TEST(Curve, FindsWhereItCrossesALevel) {
  const std::vector<double> crossings = kTent.crossings(0.75);
  ASSERT_EQ(crossings.size(), 2u);
  EXPECT_DOUBLE_EQ(crossings[0], 7.5);
  EXPECT_DOUBLE_EQ(crossings[1], 30.0);
  EXPECT_TRUE(kTent.crossings(1.5).empty());
}

TEST(Curve, WithoutKnotsGradesNothing) { EXPECT_DOUBLE_EQ(Curve().grade(3.0), 0.0); }

}  // namespace
}  // namespace timbre::score
