#pragma once
/// What a voice is filtered from: a train of pulses as the vocal folds give, and noise as breath does (source–filter
/// model, Fant 1960).
///
/// Pulses: Σ cos(kθ) over all harmonics below half the rate, scaled to a mean square of 1, θ the running phase of F0;
/// between two frames' centres F0 goes in a straight line on a log scale and voicing from 0 to 1 in a straight line.
/// Noise: white, normally distributed, mean square 1. Any chunking gives the same samples.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/random.h"

namespace timbre::voice {

struct Excitation {
  std::vector<float> pulses;
  std::vector<float> noise;
};

class ExcitationSource {
 public:
  /// `rate_hz`: a multiple of 100. The seed chooses the noise.
  ExcitationSource(int rate_hz, std::uint64_t seed);
  /// `f0_hz`: the next frames, 0 where not voiced. Gives the samples that are settled: the second half of a frame waits
  /// for the next one.
  [[nodiscard]] Excitation push(std::span<const float> f0_hz);
  /// The rest; call once. All in all, rate/100 samples a frame.
  [[nodiscard]] Excitation finish();

 private:
  void between(float left_hz, float right_hz, std::size_t first, std::size_t last, Excitation& into);

  std::size_t hop_;
  double rate_hz_;
  SeededRandom random_;
  double cycles_ = 0.0;  // θ / 2π, its fraction
  bool has_frame_ = false;
  float held_hz_ = 0.0F;  // the last frame's
  float last_voiced_hz_ = 100.0F;
};

}  // namespace timbre::voice
