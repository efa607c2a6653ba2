#pragma once
/// Takes stretches out of a stream of blocks, mixed to the one mono signal that a take is judged by.

#include <optional>
#include <vector>

#include "audio/audio_buffer.h"
#include "measure/channels.h"
#include "studio/clip_audio.h"

namespace timbre::studio {

class FrameCollector {
 public:
  /// The ranges may overlap and come in any order.
  FrameCollector(const audio::AudioFormat& format, std::vector<FrameRange> ranges);
  void push(const audio::AudioView& block);
  /// The samples of each range, in their order; shorter where the stream ended. Once, at the end.
  [[nodiscard]] std::vector<std::vector<float>> finish();

 private:
  void decide();
  void take(std::span<const float> mono);

  std::vector<FrameRange> ranges_;
  std::vector<std::vector<float>> samples_;
  audio::AudioBuffer held_;  // until the mix is decided, as the meters do
  std::optional<measure::MonoMixer> mixer_;
  std::size_t position_ = 0;
};

}  // namespace timbre::studio
