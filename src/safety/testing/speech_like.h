#pragma once
/// Something like speech for tests: a gliding harmonic voice and noise, in syllables with gaps, from a seed.

#include <cmath>
#include <cstdint>
#include <numbers>
#include <vector>

#include "base/random.h"

namespace timbre::safety {

inline std::vector<float> speech_like(int sample_rate_hz, double duration_s, std::uint64_t seed) {
  SeededRandom random(seed);
  std::vector<float> samples(static_cast<std::size_t>(duration_s * sample_rate_hz));
  std::vector<double> tilt(40);
  double phase = 0.0;
  double pitch_hz = 120.0;
  double target_hz = 120.0;
  const auto syllable = static_cast<std::size_t>(0.18 * sample_rate_hz);
  bool is_voiced = true;
  double loudness = 1.0;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const std::size_t in_syllable = i % syllable;
    if (in_syllable == 0) {
      target_hz = 90.0 + 80.0 * random.uniform();
      is_voiced = random.uniform() < 0.75;
      loudness = random.uniform() < 0.12 ? 0.0 : 0.3 + 0.7 * random.uniform();
      for (auto& value : tilt) value = random.uniform();
    }
    pitch_hz += 0.0005 * (target_hz - pitch_hz);
    phase += 2.0 * std::numbers::pi * pitch_hz / sample_rate_hz;
    const double envelope =
        loudness * std::sin(std::numbers::pi * static_cast<double>(in_syllable) / static_cast<double>(syllable));
    double value = 0.02 * random.normal();
    if (is_voiced) {
      for (std::size_t h = 1; h < tilt.size() && static_cast<double>(h) * pitch_hz < 0.45 * sample_rate_hz; ++h) {
        value += tilt[h] * std::sin(static_cast<double>(h) * phase) / static_cast<double>(h);
      }
    } else {
      value = 0.4 * random.normal();
    }
    samples[i] = static_cast<float>(0.2 * envelope * value + 1e-4 * random.normal());
  }
  return samples;
}

}  // namespace timbre::safety
