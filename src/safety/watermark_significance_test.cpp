// Rung: definition. The normal tail's values, and the bound against every sum of a few random signs.

#include "safety/watermark_significance.h"

#include <cmath>

#include "gtest/gtest.h"

namespace timbre::safety {
namespace {

TEST(WatermarkSignificance, IsTheNormalTailTimesTheConstantTimesTheTries) {
  EXPECT_NEAR(false_positive_bound(7.0, 1) / (3.178 * 1.279812543885835e-12), 1.0, 1e-6);
  EXPECT_NEAR(false_positive_bound(7.0, 1000) / false_positive_bound(7.0, 1), 1000.0, 1e-6);
  EXPECT_EQ(false_positive_bound(0.0, 512), 1.0);
  EXPECT_EQ(false_positive_bound(-3.0, 1), 1.0);
}

// Twelve equal and twelve falling weights: all 4,096 signs counted.
TEST(WatermarkSignificance, BoundsSumsOfRandomSigns) {
  for (const double fall : {1.0, 0.7}) {
    double weights[12];
    double norm = 0.0;
    for (int i = 0; i < 12; ++i) weights[i] = std::pow(fall, i), norm += weights[i] * weights[i];
    for (const double z : {1.0, 2.0, 2.5, 3.0, 3.4}) {
      int reached = 0;
      for (unsigned signs = 0; signs < 4096; ++signs) {
        double sum = 0.0;
        for (unsigned i = 0; i < 12; ++i) sum += ((signs >> i) & 1U) != 0 ? weights[i] : -weights[i];
        if (sum / std::sqrt(norm) >= z) ++reached;
      }
      EXPECT_LE(reached / 4096.0, false_positive_bound(z, 1)) << z;
    }
  }
}

}  // namespace
}  // namespace timbre::safety
