#include "measure/decimator.h"

#include <array>
#include <cmath>
#include <numbers>

#include "dsp/vectorised.h"

namespace timbre::measure {
namespace {

constexpr std::size_t kLanes = 16;
// Taps per unit of decimation, a multiple of kLanes / 2 in all: a transition band of about a fifth of the output rate.
constexpr std::size_t kTapsPerFactor = 16;
// Of the output rate. Half-amplitude point; aliases then fold above 0.38 of the rate only.
constexpr double kCutoff = 0.44;

TIMBRE_VECTORISED void filter(const float* in, const float* taps, std::size_t tap_count, std::size_t step, float* out,
                              std::size_t out_count) {
  for (std::size_t k = 0; k < out_count; ++k) {
    const float* x = in + k * step;
    std::array<float, kLanes> lanes{};
    for (std::size_t i = 0; i < tap_count; i += kLanes) {
      for (std::size_t lane = 0; lane < kLanes; ++lane) lanes[lane] += x[i + lane] * taps[i + lane];
    }
    for (std::size_t width = kLanes / 2; width > 0; width /= 2) {
      for (std::size_t lane = 0; lane < width; ++lane) lanes[lane] += lanes[lane + width];
    }
    out[k] = lanes[0];
  }
}

/// Blackman-windowed sinc of odd length with one zero tap at the end, so that the count is a multiple of kLanes.
std::vector<float> design(std::size_t factor) {
  const std::size_t count = kTapsPerFactor * factor;
  const std::size_t middle_tap = count / 2 - 1;
  const auto center = static_cast<double>(middle_tap);
  const double cutoff = kCutoff / static_cast<double>(factor);  // cycles per input sample
  std::vector<double> exact(count, 0.0);
  double sum = 0.0;
  for (std::size_t i = 0; i + 1 < count; ++i) {
    const double t = static_cast<double>(i) - center;
    const double x = 2.0 * std::numbers::pi * cutoff * t;
    const double phase = std::numbers::pi * t / (center + 1.0);
    exact[i] = (t == 0.0 ? 1.0 : std::sin(x) / x) * (0.42 + 0.5 * std::cos(phase) + 0.08 * std::cos(2.0 * phase));
    sum += exact[i];
  }
  std::vector<float> taps(count);
  for (std::size_t i = 0; i < count; ++i) taps[i] = static_cast<float>(exact[i] / sum);
  return taps;
}

}  // namespace

Decimator::Decimator(std::size_t factor)
    : factor_(factor),
      taps_(factor > 1 ? design(factor) : std::vector<float>{}),
      pending_(factor > 1 ? taps_.size() / 2 - 1 : 0, 0.0F) {}

void Decimator::push(std::span<const float> samples, std::vector<float>& out) {
  if (factor_ == 1) {
    out.insert(out.end(), samples.begin(), samples.end());
    return;
  }
  input_count_ += samples.size();
  pending_.insert(pending_.end(), samples.begin(), samples.end());
  emit_ready(out);
}

void Decimator::finish(std::vector<float>& out) {
  if (factor_ == 1) return;
  pending_.insert(pending_.end(), taps_.size(), 0.0F);
  emit_ready(out);
}

void Decimator::emit_ready(std::vector<float>& out) {
  if (pending_.size() < taps_.size()) return;
  const std::size_t reach = (pending_.size() - taps_.size()) / factor_ + 1;
  const std::size_t wanted = (input_count_ + factor_ - 1) / factor_ - output_count_;
  const std::size_t count = reach < wanted ? reach : wanted;
  const std::size_t before = out.size();
  out.resize(before + count);
  filter(pending_.data(), taps_.data(), taps_.size(), factor_, out.data() + before, count);
  output_count_ += count;
  pending_.erase(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(count * factor_));
}

}  // namespace timbre::measure
