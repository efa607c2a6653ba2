#pragma once
/// Where a decoder puts what it finds. Inside the restricted process that is the pipe (pipe_sink.h); in a test it is
/// memory.

#include <cstdint>
#include <span>
#include <string_view>

#include "audio/audio_format.h"
#include "base/result.h"

namespace timbre::audio {

class DecodeSink {
 public:
  virtual ~DecodeSink() = default;
  /// Once, before the first samples: the format of the samples, and what the file stored.
  virtual Result<void> info(const AudioFormat& format, const StoredFormat& stored) = 0;
  /// Whole frames, channels interleaved, full scale ±1.
  virtual Result<void> samples(std::span<const float> interleaved) = 0;
  /// A fact the user should know, in plain words.
  virtual Result<void> note(std::string_view text) = 0;
};

/// How a decode ended.
struct DecodeSummary {
  std::uint64_t frame_count = 0;
  bool is_truncated = false;  ///< the file promised more than it held; a note says how much
  bool hand_over = false;     ///< nothing was decoded: this decoder leaves the file to the next one
};

/// Frames that kMaxDurationS allows at a rate.
[[nodiscard]] inline std::uint64_t max_frame_count(int sample_rate_hz) {
  return static_cast<std::uint64_t>(kMaxDurationS) * static_cast<std::uint64_t>(sample_rate_hz);
}

/// InvalidInput: "the audio is at least 4.20 hours long; …".
[[nodiscard]] Error too_long_error(std::uint64_t frame_count, int sample_rate_hz);

}  // namespace timbre::audio
