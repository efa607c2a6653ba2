#include "dsp/psola.h"

#include <cmath>
#include <numbers>

#include "gtest/gtest.h"

namespace timbre::dsp {
namespace {

// A pulse-like tone gliding from 100 to 200 Hz comes out at 150 Hz throughout: counted in upward zero crossings.
TEST(WithConstantPitch, FlattensAGlide) {
  constexpr int kRate = 16000;
  constexpr std::size_t kCount = 2 * kRate;
  std::vector<float> x(kCount);
  std::vector<float> f0;
  double phase = 0.0;
  for (std::size_t i = 0; i < kCount; ++i) {
    const double f = 100.0 + 100.0 * static_cast<double>(i) / kCount;
    if (i % 160 == 80) f0.push_back(static_cast<float>(f));
    phase += 2.0 * std::numbers::pi * f / kRate;
    x[i] = static_cast<float>(0.3 * std::sin(phase) + 0.1 * std::sin(2.0 * phase));
  }
  const auto y = with_constant_pitch(x, kRate, f0, 0.01, 150.0);
  ASSERT_EQ(y.size(), kCount);
  for (const std::size_t start : {2000U, 12000U, 22000U}) {
    int crossings = 0;
    for (std::size_t i = start; i < start + 8000; ++i) crossings += y[i - 1] < 0.0F && y[i] >= 0.0F ? 1 : 0;
    EXPECT_NEAR(crossings / 0.5, 150.0, 6.0) << "from sample " << start;
  }
}

TEST(WithConstantPitch, LeavesUnvoicedSoundNearlyAsItIs) {
  std::vector<float> x(8000);
  for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<float>(std::sin(static_cast<double>(i * i % 977)));
  const auto y = with_constant_pitch(x, 16000, {}, 0.01, 150.0);
  double error = 0.0;
  for (std::size_t i = 200; i < 7800; ++i) error = std::max(error, std::abs(static_cast<double>(x[i]) - y[i]));
  EXPECT_LT(error, 1e-5);
}

}  // namespace
}  // namespace timbre::dsp
