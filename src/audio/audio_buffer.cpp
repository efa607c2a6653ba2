#include "audio/audio_buffer.h"

#include <utility>

namespace timbre::audio {

AudioBuffer::AudioBuffer(AudioFormat format, std::size_t frame_count)
    : format_(format),
      channels_(static_cast<std::size_t>(format.channel_count), std::vector<float>(frame_count, 0.0F)) {
  assert(format.channel_count <= kMaxChannelCount);
}

AudioBuffer::AudioBuffer(int sample_rate_hz, std::vector<float> samples) : format_{sample_rate_hz, 1} {
  channels_.push_back(std::move(samples));
}

AudioView AudioBuffer::view() const {
  std::array<const float*, kMaxChannelCount> pointers{};
  for (std::size_t i = 0; i < channels_.size(); ++i) pointers[i] = channels_[i].data();
  return {format_.sample_rate_hz, std::span<const float* const>(pointers.data(), channels_.size()), frame_count()};
}

void AudioBuffer::append(const AudioView& block) {
  assert(block.format() == format_);
  for (int i = 0; i < format_.channel_count; ++i) {
    const auto samples = block.channel(i);
    auto& channel = channels_[static_cast<std::size_t>(i)];
    channel.insert(channel.end(), samples.begin(), samples.end());
  }
}

}  // namespace timbre::audio
