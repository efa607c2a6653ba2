#include "base/random.h"

#include <cmath>

#include "gtest/gtest.h"

namespace timbre {
namespace {

TEST(SeededRandom, SameSeedSameNumbers) {
  SeededRandom a(42);
  SeededRandom b(42);
  SeededRandom c(43);
  EXPECT_EQ(a.next(), b.next());
  EXPECT_NE(a.next(), c.next());
}

TEST(SeededRandom, UniformAndNormalHaveTheirMoments) {
  SeededRandom random(1);
  constexpr int kCount = 200000;
  double mean = 0.0;
  double normal_mean = 0.0;
  double normal_square = 0.0;
  for (int i = 0; i < kCount; ++i) {
    mean += random.uniform() / kCount;
    const double x = random.normal();
    normal_mean += x / kCount;
    normal_square += x * x / kCount;
  }
  EXPECT_NEAR(mean, 0.5, 0.003);
  EXPECT_NEAR(normal_mean, 0.0, 0.01);
  EXPECT_NEAR(normal_square, 1.0, 0.02);
}

TEST(SystemRandom, DoesNotRepeat) {
  SystemRandom random;
  EXPECT_NE(random.next(), random.next());
}

}  // namespace
}  // namespace timbre
