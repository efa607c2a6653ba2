#pragma once
/// A stand-in for speech with known timing: syllables of a buzz through two moving resonances.

#include <cmath>
#include <cstdint>
#include <numbers>

#include "audio/testing/signals.h"

namespace timbre::measure {

/// Five syllables a second, each 140 ms of vowel and 60 ms of closure; RMS `rms`; formants jump between vowels.
inline audio::AudioBuffer speech_like(int rate_hz, double seconds, double rms, std::uint64_t seed) {
  audio::AudioBuffer out = audio::silence(rate_hz, seconds);
  SeededRandom random(seed);
  const auto syllable = audio::frames_of(rate_hz, 0.2);
  auto samples = out.channel(0);
  double phase = 0.0;
  for (std::size_t start = 0; start < samples.size(); start += syllable) {
    const double f0 = 100.0 + 60.0 * random.uniform();
    const double first_hz = 300.0 + 500.0 * random.uniform();
    const double second_hz = 1000.0 + 1400.0 * random.uniform();
    const std::size_t count = std::min(syllable, samples.size() - start);
    for (std::size_t i = 0; i < count; ++i) {
      const double t = static_cast<double>(i) / static_cast<double>(syllable);
      phase += f0 * (1.0 - 0.2 * t) / rate_hz;
      double sum = 0.0;
      for (int h = 1; h * f0 < std::min(3400.0, 0.4 * rate_hz); ++h) {
        const double hz = h * f0;
        const auto peak = [hz](double centre, double width) {
          return 1.0 / (1.0 + std::pow((hz - centre) / width, 2));
        };
        const double move = 1.0 + 0.5 * t;
        sum += (peak(first_hz * move, 90.0) + 0.5 * peak(second_hz / move, 150.0) + 0.01) *
               std::sin(2.0 * std::numbers::pi * h * phase);
      }
      samples[start + i] = static_cast<float>(t < 0.7 ? sum * std::sin(std::numbers::pi * t / 0.7) : 0.0);
    }
  }
  return audio::scaled(std::move(out), rms / std::max(1e-12, audio::rms(out.channel(0))));
}

/// Pause, speech, pause, speech, pause … over white noise: `noise_rms` everywhere, speech of `speech_rms` in every
/// second stretch of `stretch_s`. Starts and ends with a pause.
inline audio::AudioBuffer speech_and_pauses(int rate_hz, int speech_count, double stretch_s, double speech_rms,
                                            double noise_rms) {
  audio::AudioBuffer out = audio::silence(rate_hz, stretch_s);
  for (int i = 0; i < speech_count; ++i) {
    const auto seed = static_cast<std::uint64_t>(10 + i);
    out = audio::concatenated(std::move(out), speech_like(rate_hz, stretch_s, speech_rms, seed));
    out = audio::concatenated(std::move(out), audio::silence(rate_hz, stretch_s));
  }
  return audio::mixed(std::move(out), audio::white_noise(rate_hz, out.view().duration_s(), noise_rms, 3));
}

}  // namespace timbre::measure
