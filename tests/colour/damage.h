#pragma once
/// What happens to recordings, done on purpose: rooms, noise, resampling, hum, clicks.

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "audio/testing/signals.h"
#include "base/random.h"
#include "colour/clips.h"
#include "dsp/decibel.h"
#include "dsp/resample.h"
#include "measure/voice_activity.h"

namespace timbre::colour {

using Samples = std::vector<float>;

inline Samples with_white(Samples samples, double level_dbfs, std::uint64_t seed) {
  SeededRandom random(seed);
  const double rms = dsp::db_to_amplitude(level_dbfs);
  for (float& x : samples) x += static_cast<float>(rms * random.normal());
  return samples;
}

/// The recording of a room, at the same rate, `below_db` under the clip.
inline Samples with_room(Samples samples, const Samples& room, double below_db) {
  const double gain = audio::rms(samples) / audio::rms(room) * dsp::db_to_amplitude(-below_db);
  for (std::size_t i = 0; i < samples.size(); ++i) samples[i] += static_cast<float>(gain * room[i % room.size()]);
  return samples;
}

inline Samples through_rate(const Samples& samples, int rate_hz, int low_hz) {
  auto back = dsp::resample(dsp::resample(samples, rate_hz, low_hz), low_hz, rate_hz);
  back.resize(samples.size());
  return back;
}

/// Mains hum with its third and fifth harmonic 6 and 12 dB down; the level is of the first.
inline Samples with_hum(Samples samples, int rate_hz, double mains_hz, double level_dbfs) {
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const double phase = 2.0 * std::numbers::pi * mains_hz * static_cast<double>(i) / rate_hz;
    const double wave = std::sin(phase) + 0.5 * std::sin(3.0 * phase) + 0.25 * std::sin(5.0 * phase);
    samples[i] += static_cast<float>(std::numbers::sqrt2 * dsp::db_to_amplitude(level_dbfs) * wave);
  }
  return samples;
}

/// Convolution by one long FFT; as long as the clip.
inline Samples convolved(const Samples& samples, const Samples& response) {
  const std::size_t size = std::bit_ceil(samples.size() + response.size());
  dsp::RealFft a(size);
  dsp::RealFft b(size);
  std::fill(a.time().begin(), a.time().end(), 0.0F);
  std::fill(b.time().begin(), b.time().end(), 0.0F);
  std::copy(samples.begin(), samples.end(), a.time().begin());
  std::copy(response.begin(), response.end(), b.time().begin());
  a.forward();
  b.forward();
  for (std::size_t k = 0; k < a.bin_count(); ++k) a.spectrum()[k] *= b.spectrum()[k] / static_cast<float>(size);
  a.inverse();
  return {a.time().begin(), a.time().begin() + static_cast<std::ptrdiff_t>(samples.size())};
}

/// Where a level detector hears speech: within 30 dB of the 95th percentile of the 10 ms levels, 50 ms around.
inline measure::VoiceActivity activity_by_level(const Samples& samples, int rate_hz) {
  const auto hop = static_cast<std::size_t>(rate_hz / 100);
  std::vector<double> power;
  for (std::size_t i = 0; i + hop <= samples.size(); i += hop) {
    power.push_back(std::pow(audio::rms(std::span<const float>(samples).subspan(i, hop)), 2.0));
  }
  auto sorted = power;
  std::sort(sorted.begin(), sorted.end());
  const double threshold = sorted.empty() ? 0.0 : 1e-3 * sorted[sorted.size() * 95 / 100];
  measure::VoiceActivity activity{static_cast<double>(hop) / rate_hz, std::vector<std::uint8_t>(power.size(), 0)};
  for (std::size_t i = 0; i < power.size(); ++i) {
    if (power[i] < threshold) continue;
    for (std::size_t k = i > 5 ? i - 5 : 0; k < std::min(power.size(), i + 6); ++k) activity.is_speech[k] = 1;
  }
  return activity;
}

}  // namespace timbre::colour
