#pragma once
/// Signals with known properties, for tests and benches. All mono unless said; full scale ±1.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <vector>

#include "audio/audio_buffer.h"
#include "base/random.h"

namespace timbre::audio {

inline std::size_t frames_of(int rate_hz, double seconds) {
  return static_cast<std::size_t>(std::lround(seconds * rate_hz));
}

inline AudioBuffer silence(int rate_hz, double seconds) { return {{rate_hz, 1}, frames_of(rate_hz, seconds)}; }

/// 0, 1, 2, … as samples: to see which frame went where.
inline AudioBuffer ramp(int rate_hz, std::size_t frame_count) {
  AudioBuffer out({rate_hz, 1}, frame_count);
  for (std::size_t i = 0; i < frame_count; ++i) out.channel(0)[i] = static_cast<float>(i);
  return out;
}

inline AudioBuffer sine(int rate_hz, double seconds, double frequency_hz, double amplitude, double phase_rad = 0.0) {
  AudioBuffer out = silence(rate_hz, seconds);
  const double step = 2.0 * std::numbers::pi * frequency_hz / rate_hz;
  for (std::size_t i = 0; i < out.frame_count(); ++i) {
    out.channel(0)[i] = static_cast<float>(amplitude * std::sin(step * static_cast<double>(i) + phase_rad));
  }
  return out;
}

/// White Gaussian noise of the given RMS.
inline AudioBuffer white_noise(int rate_hz, double seconds, double rms, std::uint64_t seed) {
  AudioBuffer out = silence(rate_hz, seconds);
  SeededRandom random(seed);
  for (auto& x : out.channel(0)) x = static_cast<float>(rms * random.normal());
  return out;
}

inline AudioBuffer stereo(const AudioBuffer& left, const AudioBuffer& right) {
  AudioBuffer out({left.format().sample_rate_hz, 2}, std::min(left.frame_count(), right.frame_count()));
  std::copy_n(left.channel(0).begin(), out.frame_count(), out.channel(0).begin());
  std::copy_n(right.channel(0).begin(), out.frame_count(), out.channel(1).begin());
  return out;
}

inline AudioBuffer scaled(AudioBuffer audio, double gain) {
  for (int c = 0; c < audio.format().channel_count; ++c) {
    for (auto& x : audio.channel(c)) x = static_cast<float>(x * gain);
  }
  return audio;
}

/// Sample by sample, as long as the first; the second starts over where it is shorter.
inline AudioBuffer mixed(AudioBuffer a, const AudioBuffer& b) {
  for (std::size_t i = 0; i < a.frame_count() && b.frame_count() > 0; ++i) {
    a.channel(0)[i] += b.channel(0)[i % b.frame_count()];
  }
  return a;
}

inline AudioBuffer concatenated(AudioBuffer a, const AudioBuffer& b) {
  a.append(b.view());
  return a;
}

/// Raised-cosine fade in and out, as the EBU signals need.
inline AudioBuffer tapered(AudioBuffer audio, double seconds) {
  const std::size_t n = std::min(frames_of(audio.format().sample_rate_hz, seconds), audio.frame_count() / 2);
  for (int c = 0; c < audio.format().channel_count; ++c) {
    auto samples = audio.channel(c);
    for (std::size_t i = 0; i < n; ++i) {
      const double gain = 0.5 - 0.5 * std::cos(std::numbers::pi * static_cast<double>(i) / static_cast<double>(n));
      samples[i] = static_cast<float>(samples[i] * gain);
      samples[samples.size() - 1 - i] = static_cast<float>(samples[samples.size() - 1 - i] * gain);
    }
  }
  return audio;
}

inline double rms(std::span<const float> samples) {
  double sum = 0.0;
  for (const float x : samples) sum += static_cast<double>(x) * x;
  return samples.empty() ? 0.0 : std::sqrt(sum / static_cast<double>(samples.size()));
}

}  // namespace timbre::audio
