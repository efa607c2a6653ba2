#include "dsp/psola.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace timbre::dsp {
namespace {

struct Mark {
  std::size_t at = 0;
  std::size_t period = 0;
  bool voiced = false;
};

/// Moves `nominal` within a fifth of a period to where the waveform best repeats the one around `previous`.
std::size_t aligned(std::span<const float> x, std::size_t previous, std::size_t nominal, std::size_t period) {
  const std::size_t slack = period / 5;
  const std::size_t half = period / 2;
  if (previous < half || nominal < slack + half || nominal + slack + half >= x.size()) return nominal;
  double best = -1e30;
  std::size_t found = nominal;
  for (std::size_t at = nominal - slack; at <= nominal + slack; ++at) {
    double product = 0.0;
    for (std::size_t i = 0; i < period; ++i) {
      product += static_cast<double>(x[previous - half + i]) * x[at - half + i];
    }
    if (product > best) {
      best = product;
      found = at;
    }
  }
  return found;
}

std::vector<Mark> pitch_marks(std::span<const float> x, int rate_hz, std::span<const float> f0_hz, double hop_s) {
  const auto unvoiced_step = static_cast<std::size_t>(0.005 * rate_hz);
  std::vector<Mark> marks;
  for (std::size_t at = 0; at < x.size();) {
    const auto frame = static_cast<std::size_t>(static_cast<double>(at) / rate_hz / hop_s);
    const float f0 = frame < f0_hz.size() ? f0_hz[frame] : 0.0F;
    const bool voiced = f0 > 0.0F;
    const std::size_t step =
        voiced ? std::max<std::size_t>(2, static_cast<std::size_t>(static_cast<float>(rate_hz) / f0)) : unvoiced_step;
    if (voiced && !marks.empty() && marks.back().voiced) at = aligned(x, marks.back().at, at, step);
    marks.push_back({at, step, voiced});
    at += step;
  }
  return marks;
}

void add_grain(std::span<const float> x, const Mark& from, std::size_t to, std::vector<float>& y,
               std::vector<float>& weight) {
  const auto period = static_cast<std::ptrdiff_t>(from.period);
  for (std::ptrdiff_t i = -period; i < period; ++i) {
    const auto source = static_cast<std::ptrdiff_t>(from.at) + i;
    const auto target = static_cast<std::ptrdiff_t>(to) + i;
    if (source < 0 || target < 0 || source >= std::ssize(x) || target >= std::ssize(y)) continue;
    const double turn = std::numbers::pi * static_cast<double>(i) / static_cast<double>(period);
    const auto w = static_cast<float>(0.5 + 0.5 * std::cos(turn));
    y[static_cast<std::size_t>(target)] += w * x[static_cast<std::size_t>(source)];
    weight[static_cast<std::size_t>(target)] += w;
  }
}

}  // namespace

std::vector<float> with_constant_pitch(std::span<const float> x, int sample_rate_hz, std::span<const float> f0_hz,
                                       double hop_s, double target_hz) {
  const auto marks = pitch_marks(x, sample_rate_hz, f0_hz, hop_s);
  const auto target_period = static_cast<std::size_t>(sample_rate_hz / target_hz);
  std::vector<float> y(x.size(), 0.0F);
  std::vector<float> weight(x.size(), 0.0F);
  std::size_t nearest = 0;
  for (std::size_t at = 0; at < x.size() && !marks.empty();) {
    while (nearest + 1 < marks.size() && marks[nearest + 1].at <= at) ++nearest;
    std::size_t chosen = nearest;
    if (nearest + 1 < marks.size() && marks[nearest + 1].at - at < at - marks[nearest].at) chosen = nearest + 1;
    add_grain(x, marks[chosen], at, y, weight);
    at += marks[chosen].voiced ? target_period : marks[chosen].period;
  }
  for (std::size_t i = 0; i < y.size(); ++i) {
    if (weight[i] > 1.0F) y[i] /= weight[i];  // grains packed closer than their period would add up in level
  }
  return y;
}

}  // namespace timbre::dsp
