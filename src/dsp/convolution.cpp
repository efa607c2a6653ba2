#include "dsp/convolution.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "dsp/fft.h"

namespace timbre::dsp {

std::vector<float> convolve(std::span<const float> x, std::span<const float> h) {
  if (x.empty() || h.empty()) return {};
  std::size_t size = 1024;
  while (size < 4 * h.size()) size *= 2;
  const std::size_t step = size - h.size() + 1;

  RealFft fft(size);
  std::fill(std::copy(h.begin(), h.end(), fft.time().begin()), fft.time().end(), 0.0F);
  fft.forward();
  const std::vector<std::complex<float>> response(fft.spectrum().begin(), fft.spectrum().end());

  std::vector<float> y(x.size() + h.size() - 1, 0.0F);
  const float scale = 1.0F / static_cast<float>(size);
  for (std::size_t start = 0; start < x.size(); start += step) {
    const auto block = x.subspan(start, std::min(step, x.size() - start));
    std::fill(std::copy(block.begin(), block.end(), fft.time().begin()), fft.time().end(), 0.0F);
    fft.forward();
    for (std::size_t k = 0; k < response.size(); ++k) fft.spectrum()[k] *= response[k];
    fft.inverse();
    const std::size_t count = std::min(size, y.size() - start);
    for (std::size_t i = 0; i < count; ++i) y[start + i] += scale * fft.time()[i];
  }
  return y;
}

std::vector<float> low_pass_taps(double rate_hz, double cutoff_hz, std::size_t tap_count) {
  tap_count |= 1U;
  const auto last = static_cast<double>(tap_count - 1);
  std::vector<double> taps(tap_count);
  for (std::size_t i = 0; i < tap_count; ++i) {
    const auto n = static_cast<double>(i);
    const double t = n - last / 2.0;
    const double sinc = t == 0.0 ? 2.0 * cutoff_hz / rate_hz
                                 : std::sin(2.0 * std::numbers::pi * cutoff_hz / rate_hz * t) / (std::numbers::pi * t);
    const double turn = 2.0 * std::numbers::pi * n / last;
    taps[i] = sinc * (0.42 - 0.5 * std::cos(turn) + 0.08 * std::cos(2.0 * turn));
  }
  const double gain = std::accumulate(taps.begin(), taps.end(), 0.0);
  std::vector<float> out(tap_count);
  std::transform(taps.begin(), taps.end(), out.begin(), [gain](double tap) { return static_cast<float>(tap / gain); });
  return out;
}

std::vector<float> low_passed(std::span<const float> x, double rate_hz, double cutoff_hz, std::size_t tap_count) {
  const auto taps = low_pass_taps(rate_hz, cutoff_hz, tap_count);
  const auto y = convolve(x, taps);
  if (y.empty()) return {};
  const auto first = y.begin() + static_cast<std::ptrdiff_t>((taps.size() - 1) / 2);
  return {first, first + static_cast<std::ptrdiff_t>(x.size())};
}

}  // namespace timbre::dsp
