// Rung: definition (known angles).
#include "eval/cosine.h"

#include <cmath>
#include <limits>
#include <vector>

#include "gtest/gtest.h"

namespace timbre::eval {
namespace {

TEST(Cosine, KnowsTheAngle) {
  const std::vector<float> along{3.0F, 0.0F};
  for (const double angle : {0.0, 0.5, 1.5, 3.0}) {
    const std::vector<float> turned{static_cast<float>(0.1 * std::cos(angle)),
                                    static_cast<float>(0.1 * std::sin(angle))};
    EXPECT_NEAR(*cosine_similarity(along, turned), std::cos(angle), 1e-7);
  }
  EXPECT_EQ(*cosine_similarity(along, along), 1.0);
}

TEST(Cosine, RefusesWhatHasNoDirection) {
  const std::vector<float> one{1.0F};
  const std::vector<float> two{1.0F, 0.0F};
  const std::vector<float> zeros{0.0F, 0.0F};
  const std::vector<float> strange{1.0F, std::numeric_limits<float>::infinity()};
  EXPECT_FALSE(cosine_similarity(one, two).ok());
  EXPECT_FALSE(cosine_similarity({}, {}).ok());
  EXPECT_FALSE(cosine_similarity(two, zeros).ok());
  EXPECT_FALSE(cosine_similarity(two, strange).ok());
}

}  // namespace
}  // namespace timbre::eval
