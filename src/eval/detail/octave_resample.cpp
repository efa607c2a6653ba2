#include "eval/detail/octave_resample.h"

#include <cmath>
#include <cstdint>
#include <numbers>
#include <numeric>

namespace timbre::eval {
namespace {

constexpr double kRejectionDb = 60;

double sinc(double x) { return x == 0 ? 1 : std::sin(std::numbers::pi * x) / (std::numbers::pi * x); }

/// Odd length; the middle is time 0.
std::vector<double> low_pass(std::int64_t up, std::int64_t down) {
  const double stop = 1.0 / (2.0 * static_cast<double>(std::max(up, down)));
  const auto half = static_cast<std::int64_t>(std::ceil((kRejectionDb - 8) / (28.714 * stop / 10)));
  const double beta = 0.1102 * (kRejectionDb - 8.7);
  std::vector<double> window(static_cast<std::size_t>(2 * half + 1));
  double sum = 0;
  for (std::int64_t t = -half; t <= half; ++t) {
    const double place = static_cast<double>(t) / static_cast<double>(half);
    const double kaiser = std::cyl_bessel_i(0, beta * std::sqrt(1 - place * place)) / std::cyl_bessel_i(0, beta);
    double& tap = window[static_cast<std::size_t>(t + half)];
    tap = kaiser * sinc(2 * stop * static_cast<double>(t));
    sum += tap;
  }
  for (double& tap : window) tap *= static_cast<double>(up) / sum;
  return window;
}

}  // namespace

std::vector<double> octave_resample(std::span<const float> samples, int from_hz, int to_hz) {
  if (from_hz == to_hz) return {samples.begin(), samples.end()};
  const std::int64_t divisor = std::gcd(from_hz, to_hz);
  const std::int64_t up = to_hz / divisor;
  const std::int64_t down = from_hz / divisor;
  const std::vector<double> window = low_pass(up, down);
  const auto half = static_cast<std::int64_t>(window.size() / 2);
  const auto count = static_cast<std::int64_t>(samples.size());
  std::vector<double> out(static_cast<std::size_t>((count * up + down - 1) / down));
  for (std::size_t i = 0; i < out.size(); ++i) {
    const std::int64_t centre = static_cast<std::int64_t>(i) * down;  // in samples of the signal filled up with zeros
    const std::int64_t first = std::max<std::int64_t>(0, (centre - half + up - 1) / up);
    const std::int64_t last = std::min(count - 1, (centre + half) / up);
    for (std::int64_t j = first; j <= last; ++j) {
      out[i] += window[static_cast<std::size_t>(centre + half - j * up)] * samples[static_cast<std::size_t>(j)];
    }
  }
  return out;
}

}  // namespace timbre::eval
