#include "base/units.h"

#include "gtest/gtest.h"

namespace timbre {
namespace {

TEST(Quantity, AddsAndComparesWithinOneUnit) {
  EXPECT_EQ((Hertz(100) + Hertz(20)).value(), 120.0);
  EXPECT_EQ((Decibels(3) - Decibels(5)).value(), -2.0);
  EXPECT_EQ((Seconds(2) * 3.0).value(), 6.0);
  EXPECT_LT(Lufs(-23), Lufs(-22));
}

}  // namespace
}  // namespace timbre
