#include "audio/codec/decode_sink.h"

#include <cstdio>

namespace timbre::audio {

Error too_long_error(std::uint64_t frame_count, int sample_rate_hz) {
  char text[160];
  const double hours = static_cast<double>(frame_count) / sample_rate_hz / 3600.0;
  std::snprintf(text, sizeof text, "the audio is at least %.2f hours long; the limit is %.0f hours. Cut it into parts",
                hours, kMaxDurationS / 3600.0);
  return {ErrorKind::InvalidInput, text};
}

}  // namespace timbre::audio
