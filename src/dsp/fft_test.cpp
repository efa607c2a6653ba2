#include "dsp/fft.h"

#include <cmath>
#include <cstdio>
#include <numbers>
#include <vector>

#include "gtest/gtest.h"

#include "base/random.h"

namespace timbre::dsp {
namespace {

// Rung "definition": the O(n²) transform in double. Largest measured error relative to the largest bin: 4e-7.
TEST(RealFft, MatchesTheDefinition) {
  for (const std::size_t size : {8U, 240U, 321U, 512U, 1024U, 1200U}) {
    RealFft fft(size);
    SeededRandom random(size);
    std::vector<double> x(size);
    for (std::size_t n = 0; n < size; ++n) {
      fft.time()[n] = static_cast<float>(random.normal());
      x[n] = fft.time()[n];
    }
    fft.forward();
    double worst = 0.0;
    double largest = 0.0;
    for (std::size_t k = 0; k <= size / 2; ++k) {
      std::complex<double> sum = 0.0;
      for (std::size_t n = 0; n < size; ++n) {
        const double turn = static_cast<double>((k * n) % size) / static_cast<double>(size);
        sum += x[n] * std::polar(1.0, -2.0 * std::numbers::pi * turn);
      }
      largest = std::max(largest, std::abs(sum));
      worst = std::max(worst, std::abs(sum - std::complex<double>(fft.spectrum()[k])));
    }
    std::printf("size %zu: relative error %.2e\n", size, worst / largest);
    EXPECT_LT(worst / largest, 1e-6);
  }
}

TEST(RealFft, InverseGivesBackTheSignalTimesItsSize) {
  for (const std::size_t size : {64U, 65U}) {
    RealFft fft(size);
    for (std::size_t i = 0; i < size; ++i) fft.time()[i] = static_cast<float>(i);
    fft.forward();
    fft.inverse();
    for (std::size_t i = 0; i < size; ++i) EXPECT_NEAR(fft.time()[i], static_cast<double>(size * i), 1e-2);
  }
}

}  // namespace
}  // namespace timbre::dsp
