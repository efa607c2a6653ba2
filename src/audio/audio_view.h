#pragma once
/// A non-owning look at planar float samples whose format travels with them.
///
/// Scaling, for the whole project: full scale is ±1.0; samples beyond it are kept, never clamped.
/// The viewed samples must outlive the view. A view is cheap to copy.

#include <array>
#include <cassert>
#include <cstddef>
#include <span>

#include "audio/audio_format.h"

namespace timbre::audio {

class AudioView {
 public:
  AudioView() = default;
  /// One channel.
  AudioView(int sample_rate_hz, std::span<const float> samples)
      : format_{sample_rate_hz, 1}, frame_count_(samples.size()), channels_{samples.data()} {}
  /// Several channels, each of `frame_count` samples; `channels.size()` ≤ kMaxChannelCount.
  AudioView(int sample_rate_hz, std::span<const float* const> channels, std::size_t frame_count)
      : format_{sample_rate_hz, static_cast<int>(channels.size())}, frame_count_(frame_count) {
    assert(channels.size() <= channels_.size());
    for (std::size_t i = 0; i < channels.size(); ++i) channels_[i] = channels[i];
  }

  [[nodiscard]] const AudioFormat& format() const { return format_; }
  [[nodiscard]] int sample_rate_hz() const { return format_.sample_rate_hz; }
  [[nodiscard]] int channel_count() const { return format_.channel_count; }
  [[nodiscard]] std::size_t frame_count() const { return frame_count_; }
  [[nodiscard]] bool empty() const { return frame_count_ == 0; }
  [[nodiscard]] double duration_s() const {
    return format_.sample_rate_hz > 0 ? static_cast<double>(frame_count_) / format_.sample_rate_hz : 0.0;
  }
  /// The samples of one channel.
  [[nodiscard]] std::span<const float> channel(int index) const {
    assert(index >= 0 && index < format_.channel_count);
    return {channels_[static_cast<std::size_t>(index)], frame_count_};
  }
  /// Frames [first, first + count), clamped to what there is.
  [[nodiscard]] AudioView slice(std::size_t first, std::size_t count) const {
    AudioView part = *this;
    first = first < frame_count_ ? first : frame_count_;
    part.frame_count_ = count < frame_count_ - first ? count : frame_count_ - first;
    for (int i = 0; i < format_.channel_count; ++i) part.channels_[static_cast<std::size_t>(i)] += first;
    return part;
  }

 private:
  AudioFormat format_;
  std::size_t frame_count_ = 0;
  std::array<const float*, kMaxChannelCount> channels_{};
};

}  // namespace timbre::audio
