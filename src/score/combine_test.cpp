#include "score/combine.h"

#include <vector>

#include "gtest/gtest.h"

namespace timbre::score {
namespace {

// Rung: definition.
TEST(Combine, IsTheWeightedMeanWithATenthOfTheWorst) {
  const std::vector<WeightedGrade> grades{{1.0, 3.0, false}, {0.2, 1.0, true}};
  EXPECT_NEAR(*combine(grades), 100.0 * (0.9 * 0.8 + 0.1 * 0.2), 1e-12);
}

TEST(Combine, WithoutSpoilersIsTheMean) {
  const std::vector<WeightedGrade> grades{{1.0, 1.0, false}, {0.0, 1.0, false}};
  EXPECT_NEAR(*combine(grades), 50.0, 1e-12);
}

TEST(Combine, LeavesOutWhatHasNoWeight) {
  const std::vector<WeightedGrade> grades{{0.5, 1.0, false}, {0.0, 0.0, true}};
  EXPECT_NEAR(*combine(grades), 50.0, 1e-12);
  EXPECT_FALSE(combine(std::vector<WeightedGrade>{}).has_value());
  EXPECT_FALSE(combine(std::vector<WeightedGrade>{{0.5, 0.0, true}}).has_value());
}

}  // namespace
}  // namespace timbre::score
