#pragma once
/// Real recordings as the accuracy programs and tests need them: read, joined with pauses of their own room tone,
/// mixed with noise at a known ratio, and labelled.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "audio/audio_buffer.h"

namespace timbre::accuracy {

using Samples = std::vector<float>;

struct Clip {
  std::string name;
  int rate_hz = 0;
  Samples samples;
};

/// Mono samples at the stored rate, read through the ffmpeg program; empty when it cannot.
[[nodiscard]] Clip read_clip(const std::filesystem::path& path);
/// Every clip of a folder of the test data; empty when there is none.
[[nodiscard]] std::vector<Clip> read_clips(const std::string& below);

/// P.56 active level, dBFS.
[[nodiscard]] double active_level_dbfs(const Samples& samples, int rate_hz);
[[nodiscard]] double mean_square(const Samples& samples);
[[nodiscard]] Samples scaled(Samples samples, double gain_db);
/// Looped to `count` samples at `rate_hz`.
[[nodiscard]] Samples noise_for(const Clip& noise, int rate_hz, std::size_t count, std::uint64_t seed);
/// speech + noise, with the mean square of the noise `snr_db` under `speech_level_dbfs`.
[[nodiscard]] Samples mixed_at(const Samples& speech, const Samples& noise, double speech_level_dbfs, double snr_db);

/// white, pink, brown, hum: 20 s at 48 kHz.
[[nodiscard]] std::vector<Clip> synthetic_noises();
/// Six other readers at once, 16 kHz.
[[nodiscard]] Clip babble(const std::vector<Clip>& speech, const std::string& not_from);

/// A take built of clips and pauses, with what is known of it per 10 ms frame.
struct Take {
  std::string name;
  int rate_hz = 0;
  Samples samples;
  std::vector<std::uint8_t> is_speech;    ///< the reference label
  std::vector<std::uint8_t> is_inserted;  ///< the frame lies in an inserted pause
};

/// A clip as it is, labelled.
[[nodiscard]] Take take_as_is(const Clip& clip);
/// Pauses of 0.15 to 2 s of the clips' own room tone before, between and after the clips, which are trimmed.
[[nodiscard]] Take take_with_pauses(const std::vector<Clip>& clips, std::uint64_t seed);

}  // namespace timbre::accuracy
