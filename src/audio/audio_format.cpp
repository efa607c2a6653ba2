#include "audio/audio_format.h"

namespace timbre::audio {

Result<void> check_format(const AudioFormat& format) {
  if (format.sample_rate_hz < kMinSampleRateHz || format.sample_rate_hz > kMaxSampleRateHz) {
    return Error{ErrorKind::InvalidInput, "sample rate is " + std::to_string(format.sample_rate_hz) +
                                              " Hz; Timbre handles " + std::to_string(kMinSampleRateHz) + " to " +
                                              std::to_string(kMaxSampleRateHz) + " Hz"};
  }
  if (format.channel_count < 1 || format.channel_count > kMaxChannelCount) {
    return Error{ErrorKind::InvalidInput, "the audio has " + std::to_string(format.channel_count) +
                                              " channels; Timbre handles 1 to " + std::to_string(kMaxChannelCount)};
  }
  return {};
}

}  // namespace timbre::audio
