#include "measure/fast_log2.h"

#include <cmath>

#include "gtest/gtest.h"

namespace timbre::measure {
namespace {

// Definition: against std::log2 over the whole range of samples.
TEST(FastLog2, IsLog2) {
  double most = 0.0;
  for (double x = 1e-8; x < 4.0; x *= 1.00037) {
    const auto f = static_cast<float>(x);
    most = std::max(most, std::abs(fast_log2(f) - std::log2(static_cast<double>(f))));
  }
  RecordProperty("largest_error", std::to_string(most));
  EXPECT_LT(most, 5e-6);
  EXPECT_TRUE(std::isfinite(fast_log2(0.0F)));
}

}  // namespace
}  // namespace timbre::measure
