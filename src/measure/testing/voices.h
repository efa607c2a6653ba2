#pragma once
/// Voices whose pitch is known, for tests: harmonics of a given F0 shaped by three formants.

#include <cmath>
#include <functional>
#include <numbers>
#include <vector>

#include "audio/testing/signals.h"
#include "measure/pitch.h"

namespace timbre::measure {

/// Gain of harmonics at a frequency: a slope of 6 dB per octave (glottis and lips together) and formants, 120 Hz wide,
/// at 500, 1500 and 2500 Hz.
inline double vowel_gain(double frequency_hz) {
  double gain = 0.02;
  for (const double formant_hz : {500.0, 1500.0, 2500.0}) {
    const double distance = (frequency_hz - formant_hz) / 60.0;
    gain += 1.0 / std::sqrt(1.0 + distance * distance);
  }
  return gain * 100.0 / (100.0 + frequency_hz);
}

/// `f0_hz` of time in s; 0 = silent there. `gain` of the frequency of a harmonic. Harmonics below 3.8 kHz.
inline std::vector<float> voice(int rate_hz, double seconds, const std::function<double(double)>& f0_hz,
                                const std::function<double(double)>& gain = vowel_gain) {
  std::vector<float> samples(audio::frames_of(rate_hz, seconds), 0.0F);
  double cycles = 0.0;
  const double highest_hz = std::min(3800.0, 0.47 * rate_hz);
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const double f0 = f0_hz(static_cast<double>(i) / rate_hz);
    if (f0 <= 0.0) continue;
    cycles += f0 / rate_hz;
    double sum = 0.0;
    for (int k = 1; k * f0 < highest_hz; ++k) sum += gain(k * f0) * std::sin(2.0 * std::numbers::pi * k * cycles);
    samples[i] = static_cast<float>(0.1 * sum);
  }
  return samples;
}

inline PitchContour pitch_of(int rate_hz, std::span<const float> samples) {
  PitchMeter meter(rate_hz);
  meter.push(samples);
  return meter.finish();
}

/// 1200·log2(ratio).
inline double cents(double measured_hz, double true_hz) { return 1200.0 * std::log2(measured_hz / true_hz); }

}  // namespace timbre::measure
