// Rungs: oracle (speechbrain's cases), definition (the slow search over thresholds), property (scale, order).
#include "eval/error_rates.h"

#include <cmath>
#include <fstream>
#include <limits>
#include <vector>

#include "gtest/gtest.h"

#include "base/json.h"
#include "base/random.h"
#include "base/testing/test_data.h"

namespace timbre::eval {
namespace {

const std::vector<double> kLow{0.1, 0.2, 0.3};
const std::vector<double> kHigh{0.4, 0.5, 0.6};

std::vector<double> drawn(std::size_t count, double mean, std::uint64_t seed) {
  SeededRandom random(seed);
  std::vector<double> scores(count);
  for (double& score : scores) score = mean + random.normal();
  return scores;
}

TEST(ErrorRates, WrongWayRoundIsOneAndApartIsNone) {
  EXPECT_DOUBLE_EQ(equal_error_rate(kLow, kHigh)->rate, 1.0);
  EXPECT_DOUBLE_EQ(equal_error_rate(kHigh, kLow)->rate, 0.0);
  EXPECT_DOUBLE_EQ(minimum_detection_cost(kHigh, kLow)->cost, 0.0);
  EXPECT_NEAR(minimum_detection_cost(kLow, kHigh)->cost, 0.01, 1e-15);
  EXPECT_NEAR(minimum_detection_cost(kLow, kHigh)->normalised, 1.0, 1e-12);
}

TEST(ErrorRates, EqualThePublishedCases) {
  TIMBRE_TEST_DATA(path, "metrics/text/text_and_log_vectors.json");
  std::ifstream file(path);
  const Json vectors = Json::parse(file);
  for (const auto& c : vectors["eer"]["cases"]) {
    EXPECT_NEAR(equal_error_rate(c[0].get<std::vector<double>>(), c[1].get<std::vector<double>>())->rate,
                c[2].get<double>(), 1e-12);
  }
  for (const auto& c : vectors["mindcf"]["cases"]) {
    EXPECT_NEAR(minimum_detection_cost(c[0].get<std::vector<double>>(), c[1].get<std::vector<double>>())->cost,
                c[2].get<double>(), 1e-12);
  }
}

/// The smallest of the larger of both rates lies between the crossing and one step beside it.
TEST(ErrorRates, LieWhereTheSlowSearchFindsThem) {
  const auto same = drawn(400, 2.0, 1);
  const auto different = drawn(900, 0.0, 2);
  double slow_equal = 1.0;
  double slow_cost = 1.0;
  for (double threshold = -4.0; threshold < 6.0; threshold += 0.0005) {
    const auto point = rates_at(same, different, threshold);
    slow_equal = std::min(slow_equal, std::max(point->false_accepts, point->false_rejects));
    slow_cost = std::min(slow_cost, 0.01 * point->false_rejects + 0.99 * point->false_accepts);
  }
  const auto equal = equal_error_rate(same, different);
  EXPECT_NEAR(equal->rate, slow_equal, 1.0 / 400);
  EXPECT_NEAR(equal->rate, 0.1587, 0.02);  // two normals two deviations apart cross at Φ(−1)
  EXPECT_NEAR(minimum_detection_cost(same, different)->cost, slow_cost, 1e-4);
}

TEST(ErrorRates, AThresholdKeepsItsPromise) {
  const auto same = drawn(500, 3.0, 3);
  const auto different = drawn(5000, 0.0, 4);
  for (const double limit : {0.0, 0.001, 0.01, 0.5}) {
    const auto point = threshold_at_false_accepts(same, different, limit);
    ASSERT_TRUE(point.ok());
    EXPECT_LE(point->false_accepts, limit);
    const auto lower = rates_at(same, different, point->threshold - 0.05);
    EXPECT_GT(lower->false_accepts, limit);
  }
}

TEST(ErrorRates, RefuseWhatHasNoAnswer) {
  EXPECT_FALSE(equal_error_rate({}, kHigh).ok());
  EXPECT_FALSE(minimum_detection_cost(kHigh, {}).ok());
  const std::vector<double> not_a_number{0.1, std::numeric_limits<double>::quiet_NaN()};
  EXPECT_FALSE(equal_error_rate(kHigh, not_a_number).ok());
}

}  // namespace
}  // namespace timbre::eval
