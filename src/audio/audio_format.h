#pragma once
/// What samples mean: rate and channels; and what a file stored, for the scorecard.

#include <optional>
#include <string>

#include "base/result.h"

namespace timbre::audio {

inline constexpr int kMinSampleRateHz = 8000;
inline constexpr int kMaxSampleRateHz = 192000;
inline constexpr int kMaxChannelCount = 8;
inline constexpr double kMaxDurationS = 3.0 * 3600.0;

/// The format of samples in memory.
struct AudioFormat {
  int sample_rate_hz = 0;  ///< frames per second, kMinSampleRateHz … kMaxSampleRateHz
  int channel_count = 0;   ///< 1 … kMaxChannelCount
  friend bool operator==(const AudioFormat&, const AudioFormat&) = default;
};

/// InvalidInput, with value and limit, when a format is outside what Timbre handles.
[[nodiscard]] Result<void> check_format(const AudioFormat& format);

/// What the file held before decoding. Facts for the scorecard; nothing here is used to compute a measure.
struct StoredFormat {
  std::string container;         ///< short name: "wav", "rf64", "flac", "mp3", "mov,mp4,m4a,…" as FFmpeg says it
  std::string codec;             ///< "pcm_s16le", "flac", "opus", "aac" …
  int sample_rate_hz = 0;        ///< as stored
  int channel_count = 0;         ///< as stored
  std::optional<int> bit_depth;  ///< valid bits per sample; absent for lossy codecs, which have none
  bool is_float = false;         ///< floating-point samples
  bool is_lossy = false;         ///< MP3, AAC, Opus, Vorbis, A-law, µ-law …
  std::string channel_layout;    ///< "mono", "stereo", "5.1" … where the file says it, else empty
};

}  // namespace timbre::audio
