// Rungs: definition (two normals of one spread have a known logistic), property (balance, kinds apart).
#include "eval/calibrate.h"

#include <limits>
#include <vector>

#include "gtest/gtest.h"

#include "base/random.h"

namespace timbre::eval {
namespace {

std::vector<double> drawn(std::size_t count, double mean, double spread, std::uint64_t seed) {
  SeededRandom random(seed);
  std::vector<double> scores(count);
  for (double& score : scores) score = mean + spread * random.normal();
  return scores;
}

/// log p₁/p₀ = (m₁ − m₀)/s²·x − (m₁² − m₀²)/(2s²), however many there are of each.
TEST(Calibrate, FindsTheRatioOfTwoNormals) {
  const auto fit = fit_logistic(drawn(4000, 0.6, 0.1, 1), drawn(40000, 0.2, 0.1, 2));
  ASSERT_TRUE(fit.ok());
  EXPECT_NEAR(fit->slope, 40.0, 3.0);
  EXPECT_NEAR(-fit->offset / fit->slope, 0.4, 0.005);
  EXPECT_NEAR(fit->probability(0.4), 0.5, 0.05);
  EXPECT_LT(fit->cross_entropy_bits, 0.15);
}

TEST(Calibrate, SaysNothingWhereNothingIsKnown) {
  const auto fit = fit_logistic(drawn(3000, 0.0, 1.0, 3), drawn(3000, 0.0, 1.0, 4));
  ASSERT_TRUE(fit.ok());
  EXPECT_NEAR(fit->probability(1.0), 0.5, 0.05);
  EXPECT_NEAR(fit->cross_entropy_bits, 1.0, 0.01);
}

TEST(Calibrate, KindsThatDoNotOverlapHaveAnAnswer) {
  const auto fit = fit_logistic(std::vector<double>{0.8, 0.9}, std::vector<double>{0.1, 0.2});
  ASSERT_TRUE(fit.ok());
  EXPECT_GT(fit->probability(0.8), 0.95);
  EXPECT_LT(fit->probability(0.2), 0.05);
  EXPECT_FALSE(fit_logistic({}, std::vector<double>{0.1}).ok());
  EXPECT_FALSE(
      fit_logistic(std::vector<double>{std::numeric_limits<double>::infinity()}, std::vector<double>{0.1}).ok());
}

}  // namespace
}  // namespace timbre::eval
