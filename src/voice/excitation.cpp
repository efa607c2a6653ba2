#include "voice/excitation.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "voice/voice_frames.h"

namespace timbre::voice {
namespace {

/// Σ_{k=1…n} cos(k·2πc): Dirichlet's kernel.
double harmonics(double cycles, double n) {
  const double half = std::numbers::pi * cycles;
  const double below = std::sin(half);
  if (std::abs(below) < 1e-6) return n;
  return 0.5 * std::sin((2.0 * n + 1.0) * half) / below - 0.5;
}

}  // namespace

ExcitationSource::ExcitationSource(int rate_hz, std::uint64_t seed)
    : hop_(static_cast<std::size_t>(rate_hz) / kFramesPerSecond), rate_hz_(rate_hz), random_(seed) {}

/// Samples `first` … `last` of the hop from one frame's centre to the next one's.
void ExcitationSource::between(float left_hz, float right_hz, std::size_t first, std::size_t last, Excitation& into) {
  const bool is_left = left_hz > 0.0F;
  const bool is_right = right_hz > 0.0F;
  const double from = std::log(is_left ? left_hz : is_right ? right_hz : last_voiced_hz_);
  const double to = is_right ? std::log(right_hz) : from;
  for (std::size_t i = first; i < last; ++i) {
    const double share = (static_cast<double>(i) + 0.5) / static_cast<double>(hop_);
    const double f0_hz = std::exp(from + share * (to - from));
    const double voiced = (is_left ? 1.0 - share : 0.0) + (is_right ? share : 0.0);
    cycles_ += f0_hz / rate_hz_;
    cycles_ -= std::floor(cycles_);
    const double count = std::max(1.0, std::floor(rate_hz_ / 2.0 / f0_hz));
    const double pulse = voiced > 0.0 ? voiced * std::sqrt(2.0 / count) * harmonics(cycles_, count) : 0.0;
    into.pulses.push_back(static_cast<float>(pulse));
    into.noise.push_back(static_cast<float>(random_.normal()));
  }
  if (is_right) last_voiced_hz_ = right_hz;
}

Excitation ExcitationSource::push(std::span<const float> f0_hz) {
  Excitation made;
  for (const float next_hz : f0_hz) {
    // Before the first centre the first frame holds.
    between(has_frame_ ? held_hz_ : next_hz, next_hz, has_frame_ ? 0 : hop_ - hop_ / 2, hop_, made);
    has_frame_ = true;
    held_hz_ = next_hz;
  }
  return made;
}

Excitation ExcitationSource::finish() {
  Excitation made;
  if (has_frame_) between(held_hz_, held_hz_, 0, hop_ - hop_ / 2, made);
  return made;
}

}  // namespace timbre::voice
