#include "dsp/convolution.h"

#include <cmath>

#include "gtest/gtest.h"

#include "audio/testing/signals.h"

namespace timbre::dsp {
namespace {

// Rung "definition": the double sum.
TEST(Convolve, MatchesTheDefinition) {
  const auto x = audio::white_noise(8000, 0.7, 0.3, 1);
  const auto h = audio::white_noise(8000, 0.05, 0.3, 2);
  const auto y = convolve(x.channel(0), h.channel(0));
  ASSERT_EQ(y.size(), x.frame_count() + h.frame_count() - 1);
  double worst = 0.0;
  for (std::size_t n = 0; n < y.size(); ++n) {
    double sum = 0.0;
    for (std::size_t k = 0; k < h.frame_count() && k <= n; ++k) {
      if (n - k < x.frame_count()) sum += static_cast<double>(h.channel(0)[k]) * x.channel(0)[n - k];
    }
    worst = std::max(worst, std::abs(sum - y[n]));
  }
  EXPECT_LT(worst, 1e-5);
  EXPECT_TRUE(convolve({}, h.channel(0)).empty());
}

TEST(LowPassed, PassesBelowAndStopsAboveWithoutDelay) {
  const auto low = audio::sine(48000, 0.5, 1000.0, 0.5);
  const auto high = audio::sine(48000, 0.5, 6000.0, 0.5);
  const auto kept = low_passed(low.channel(0), 48000, 3400);
  const auto gone = low_passed(high.channel(0), 48000, 3400);
  ASSERT_EQ(kept.size(), low.frame_count());
  for (std::size_t i = 2000; i < 20000; ++i) {
    ASSERT_NEAR(kept[i], low.channel(0)[i], 1e-3);
    ASSERT_NEAR(gone[i], 0.0F, 1e-4);
  }
}

}  // namespace
}  // namespace timbre::dsp
