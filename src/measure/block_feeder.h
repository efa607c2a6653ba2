#pragma once
/// Cuts a stream that arrives in arbitrary blocks into blocks of the sizes a meter asks for, so that its arithmetic,
/// and with it every bit of the result, does not depend on how the caller chunked the stream.

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "audio/audio_buffer.h"

namespace timbre::measure {

class BlockFeeder {
 public:
  /// Blocks of `block_frames` frames until set_next says otherwise.
  BlockFeeder(audio::AudioFormat format, std::size_t block_frames)
      : format_(format), wanted_(block_frames), pending_(format, block_frames) {}

  /// Size of the blocks after the one being handed out, ≥ 1; to be called by the sink.
  void set_next(std::size_t block_frames) { wanted_ = block_frames; }

  /// Calls sink(AudioView) for every complete block. A view of another format is left out.
  template <typename Sink>
  void push(const audio::AudioView& block, Sink&& sink) {
    if (!(block.format() == format_)) return;
    std::size_t at = 0;
    while (at < block.frame_count()) {
      const std::size_t left = block.frame_count() - at;
      if (held_ == 0 && left >= wanted_) {
        const std::size_t count = wanted_;
        sink(block.slice(at, count));
        at += count;
      } else {
        const std::size_t count = std::min(left, wanted_ - held_);
        hold(block.slice(at, count));
        at += count;
        if (held_ == wanted_) flush(sink);
      }
    }
  }

  /// The incomplete block at the end, if any.
  template <typename Sink>
  void finish(Sink&& sink) {
    if (held_ > 0) flush(sink);
  }

 private:
  void hold(const audio::AudioView& part) {
    if (held_ + part.frame_count() > pending_.frame_count()) grow();
    for (int c = 0; c < format_.channel_count; ++c) {
      std::copy(part.channel(c).begin(), part.channel(c).end(),
                pending_.channel(c).begin() + static_cast<std::ptrdiff_t>(held_));
    }
    held_ += part.frame_count();
  }
  void grow() {
    audio::AudioBuffer larger(format_, wanted_);
    for (int c = 0; c < format_.channel_count; ++c) {
      std::copy_n(pending_.channel(c).begin(), held_, larger.channel(c).begin());
    }
    pending_ = std::move(larger);
  }
  template <typename Sink>
  void flush(Sink&& sink) {
    const std::size_t count = held_;
    held_ = 0;
    sink(pending_.view().slice(0, count));
  }

  audio::AudioFormat format_;
  std::size_t wanted_;
  std::size_t held_ = 0;
  audio::AudioBuffer pending_;
};

}  // namespace timbre::measure
