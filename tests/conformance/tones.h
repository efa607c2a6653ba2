#pragma once
/// The tones of EBU Tech 3341 and 3342: 1 kHz sines at 48 kHz, the level of a step being its peak in dBFS. A step
/// begins and ends at a zero crossing (whole periods), so that it needs no fade, which would take energy away from it.

#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include "audio/testing/signals.h"

namespace timbre::conformance {

inline constexpr int kRateHz = 48000;
inline constexpr double kSilent = -std::numeric_limits<double>::infinity();

struct Step {
  double level_dbfs;
  double seconds;
};

inline audio::AudioBuffer tone(const std::vector<Step>& steps, double frequency_hz = 1000.0) {
  std::vector<float> samples;
  for (const Step& step : steps) {
    const double amplitude = std::pow(10.0, step.level_dbfs / 20.0);
    const std::size_t end = samples.size() + audio::frames_of(kRateHz, step.seconds);
    for (std::size_t i = samples.size(); i < end; ++i) {
      const double phase = 2.0 * std::numbers::pi * frequency_hz * static_cast<double>(i) / kRateHz;
      samples.push_back(static_cast<float>(amplitude * std::sin(phase)));
    }
  }
  return {kRateHz, std::move(samples)};
}

inline audio::AudioBuffer stereo_tone(const std::vector<Step>& steps, double frequency_hz = 1000.0) {
  const auto mono = tone(steps, frequency_hz);
  return audio::stereo(mono, mono);
}

inline std::vector<Step> repeated(const std::vector<Step>& steps, int count) {
  std::vector<Step> out;
  for (int i = 0; i < count; ++i) out.insert(out.end(), steps.begin(), steps.end());
  return out;
}

}  // namespace timbre::conformance
