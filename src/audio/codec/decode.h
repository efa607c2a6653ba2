#pragma once
/// Audio in: from a file to samples, through a separate, restricted process.
///
/// Reads WAV, RF64 and BW64 with plain samples (own reader, starts in milliseconds) and, through FFmpeg, FLAC, MP3,
/// M4A/AAC, Ogg and WebM with Opus or Vorbis, AIFF, and the first audio stream of a video file. Whatever the file does
/// to its decoder, it does to a process that can only read that file and write to this one
/// (docs/decisions/0002-decode-in-a-restricted-process.md); here it becomes an Error.
///
/// Samples: float, full scale ±1, no dither, no gain, no resampling, no downmix; samples beyond ±1, NaN and infinite
/// ones are passed on as they are. Limits: 8 to 192 kHz, 1 to 8 channels, 3 hours (audio_format.h). Encoder delay and
/// padding are taken off as FFmpeg does. A file with zero frames is an error; one frame is audio. A file that is cut
/// off gives what is there, and a note. Every message names the file and the next step.
///
/// A reader dies with the thread that opened it: the kernel kills the decoding process when that thread ends.

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "audio/audio_buffer.h"
#include "audio/audio_view.h"
#include "base/result.h"
#include "base/unique_fd.h"

namespace timbre::audio {

struct DecodeOptions {
  /// Longest wait for a sign of life of the decoder. The slowest honest start (FFmpeg from a cold disk) is under 2 s.
  std::chrono::milliseconds stall_limit{10'000};
  /// Longest time spent waiting for the decoder in all; three hours of MP3 take about 20 s.
  std::chrono::milliseconds total_limit{600'000};
  /// For tests: this program decodes instead of Timbre's own.
  std::filesystem::path helper;
};

/// One file being decoded, block by block.
class AudioReader {
 public:
  /// Opens a file. `-` is not standard input here: use open_stdin.
  static Result<std::unique_ptr<AudioReader>> open(const std::filesystem::path& path,
                                                   const DecodeOptions& options = {});
  /// Decodes a regular file that is open already, from its beginning, wherever its position is.
  static Result<std::unique_ptr<AudioReader>> open_fd(UniqueFd fd, const std::string& display_name,
                                                      const DecodeOptions& options = {});
  /// Reads standard input to its end into a nameless temporary file (at most 2 GiB), then decodes that.
  static Result<std::unique_ptr<AudioReader>> open_stdin(const DecodeOptions& options = {});

  virtual ~AudioReader() = default;
  /// What the file held.
  [[nodiscard]] virtual const StoredFormat& stored() const = 0;
  /// The format of the samples.
  [[nodiscard]] virtual const AudioFormat& format() const = 0;
  /// The next frames, up to 65536; an empty view at the end. Valid until the next call. An error is final.
  [[nodiscard]] virtual Result<AudioView> read_block() = 0;
  /// What the user should know, in plain words (cut off, damaged, changed while read); complete after the end.
  [[nodiscard]] virtual const std::vector<std::string>& notes() const = 0;
};

/// A whole file in memory: 4 bytes per sample, so 2 GiB for three hours of 48 kHz mono.
struct DecodedAudio {
  AudioBuffer audio;
  StoredFormat stored;
  std::vector<std::string> notes;
};

/// Reads everything into memory. For anything long, AudioReader.
[[nodiscard]] Result<DecodedAudio> decode_file(const std::filesystem::path& path, const DecodeOptions& options = {});
/// Drains a reader.
[[nodiscard]] Result<DecodedAudio> decode_all(AudioReader& reader);

}  // namespace timbre::audio
