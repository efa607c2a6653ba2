#include "dsp/wsola.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace timbre::dsp {
namespace {

/// Similarity of two stretches, not normalised by the first: only the maximum over b matters.
double similarity(const float* a, const float* b, std::size_t count) {
  double product = 0.0;
  double energy = 1e-9;
  for (std::size_t i = 0; i < count; i += 2) {  // every other sample is plenty to find a period
    product += static_cast<double>(a[i]) * b[i];
    energy += static_cast<double>(b[i]) * b[i];
  }
  return product / std::sqrt(energy);
}

}  // namespace

std::vector<float> change_tempo(std::span<const float> x, int sample_rate_hz, double speed) {
  const auto hop = static_cast<std::size_t>(0.015 * sample_rate_hz);
  const auto search = static_cast<std::ptrdiff_t>(0.008 * sample_rate_hz);
  const std::size_t frame = 2 * hop;
  if (x.size() < 2 * frame) return {x.begin(), x.end()};

  std::vector<float> window(frame);
  for (std::size_t i = 0; i < frame; ++i) {
    window[i] = static_cast<float>(
        0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(frame)));
  }
  const auto out_frames = static_cast<std::size_t>(static_cast<double>(x.size()) / speed);
  std::vector<float> y(out_frames + frame, 0.0F);
  const auto last_start = static_cast<std::ptrdiff_t>(x.size() - frame);
  std::ptrdiff_t taken = 0;
  for (std::size_t k = 0; k * hop < out_frames; ++k) {
    const auto nominal = std::min(static_cast<std::ptrdiff_t>(static_cast<double>(k * hop) * speed), last_start);
    if (k > 0) {
      const float* natural = x.data() + std::min(taken + static_cast<std::ptrdiff_t>(hop), last_start);
      double best = -1e30;
      for (auto at = std::max<std::ptrdiff_t>(0, nominal - search); at <= std::min(nominal + search, last_start);
           ++at) {
        const double score = similarity(natural, x.data() + at, frame);
        if (score > best) {
          best = score;
          taken = at;
        }
      }
    }
    for (std::size_t i = 0; i < frame; ++i) y[k * hop + i] += window[i] * x[static_cast<std::size_t>(taken) + i];
  }
  y.resize(out_frames);
  return y;
}

}  // namespace timbre::dsp
