#pragma once
/// Owns planar float samples (±1.0 full scale) together with their format.

#include <cstddef>
#include <span>
#include <vector>

#include "audio/audio_view.h"

namespace timbre::audio {

class AudioBuffer {
 public:
  AudioBuffer() = default;
  /// Silence of the given size. channel_count ≤ kMaxChannelCount.
  AudioBuffer(AudioFormat format, std::size_t frame_count);
  /// One channel from samples.
  AudioBuffer(int sample_rate_hz, std::vector<float> samples);

  [[nodiscard]] const AudioFormat& format() const { return format_; }
  [[nodiscard]] std::size_t frame_count() const { return channels_.empty() ? 0 : channels_.front().size(); }
  [[nodiscard]] std::span<float> channel(int index) { return channels_.at(static_cast<std::size_t>(index)); }
  [[nodiscard]] std::span<const float> channel(int index) const {
    return channels_.at(static_cast<std::size_t>(index));
  }
  /// Valid until the buffer is changed in size or destroyed.
  [[nodiscard]] AudioView view() const;
  /// Adds a block of the same format at the end.
  void append(const AudioView& block);

 private:
  AudioFormat format_;
  std::vector<std::vector<float>> channels_;
};

}  // namespace timbre::audio
