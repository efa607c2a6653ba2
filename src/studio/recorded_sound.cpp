#include "studio/recorded_sound.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "audio/audio_buffer.h"

namespace timbre::studio {
namespace {

bool is_on_grid(const audio::AudioView& sound, float steps) {
  for (int c = 0; c < sound.channel_count(); ++c) {
    const auto samples = sound.channel(c);
    const bool all = std::all_of(samples.begin(), samples.end(), [steps](float sample) {
      const float scaled = sample * steps;
      return scaled >= -steps && scaled < steps && scaled == std::trunc(scaled);
    });
    if (!all) return false;
  }
  return true;
}

/// Takes interleaved bytes apart into channels.
class Deinterleaver {
 public:
  explicit Deinterleaver(std::size_t channel_count) : channels_(channel_count) {}
  Result<void> push(std::string_view bytes) {
    const std::size_t frame_bytes = 4 * channels_.size();
    if (bytes.size() % frame_bytes != 0) {
      return Error{ErrorKind::InvalidInput, "a piece of the recording ends inside a frame (" +
                                                std::to_string(bytes.size()) + " bytes, frames have " +
                                                std::to_string(frame_bytes) + ")"};
    }
    for (std::size_t at = 0; at < bytes.size(); at += 4) {
      float sample = 0.0F;
      std::memcpy(&sample, bytes.data() + at, 4);
      channels_[(at / 4) % channels_.size()].push_back(sample);
    }
    return {};
  }
  [[nodiscard]] const std::vector<std::vector<float>>& channels() const { return channels_; }

 private:
  std::vector<std::vector<float>> channels_;
};

}  // namespace

audio::WavEncoding smallest_lossless(const audio::AudioView& sound) {
  if (is_on_grid(sound, 32768.0F)) return audio::WavEncoding::Pcm16;
  return is_on_grid(sound, 8388608.0F) ? audio::WavEncoding::Pcm24 : audio::WavEncoding::Float32;
}

Result<std::string> recorded_wav(store::Recordings& recordings, const store::Recording& recording) {
  static_assert(std::endian::native == std::endian::little);
  const audio::AudioFormat format{static_cast<int>(recording.sample_rate_hz),
                                  static_cast<int>(recording.channel_count)};
  TRY_VOID(audio::check_format(format));
  Deinterleaver sound(static_cast<std::size_t>(recording.channel_count));
  TRY([[maybe_unused]] const std::int64_t pieces,
      recordings.read(recording.id, [&sound](std::string_view bytes) { return sound.push(bytes); }));
  if (sound.channels().front().empty()) {
    return Error{ErrorKind::InvalidInput, "this recording holds no sound; record again"};
  }
  std::vector<const float*> pointers;
  for (const auto& channel : sound.channels()) pointers.push_back(channel.data());
  const audio::AudioView view(format.sample_rate_hz, pointers, sound.channels().front().size());
  return audio::encode_wav(view, smallest_lossless(view));
}

}  // namespace timbre::studio
