#pragma once
/// Opens a container with FFmpeg over a ByteSource and nothing else: no protocols, no network, no file names.
///
/// Private to timbre_audio_ffmpeg: the one place with ffmpeg_samples and ffmpeg_decode that includes FFmpeg.

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

#include <memory>
#include <new>
#include <optional>
#include <string>

#include "audio/codec/byte_source.h"

namespace timbre::audio {

/// FFmpeg's words for one of its error numbers.
[[nodiscard]] std::string ffmpeg_message(int error_number);

/// An open container. The source must outlive it.
class FfmpegInput {
 public:
  static Result<std::unique_ptr<FfmpegInput>> open(ByteSource& source);
  FfmpegInput(const FfmpegInput&) = delete;
  FfmpegInput& operator=(const FfmpegInput&) = delete;
  ~FfmpegInput();

  [[nodiscard]] AVFormatContext& context() { return *format_; }
  /// The first audio stream; the others are not read. Unsupported where there is none.
  Result<AVStream*> select_audio();
  [[nodiscard]] int audio_stream_count() const;

 private:
  FfmpegInput(ByteSource& source, AVFormatContext* format) : source_(source), format_(format) {}
  static int read(void* self, std::uint8_t* out, int count);
  static std::int64_t seek(void* self, std::int64_t offset, int whence);
  Result<void> probe();

  ByteSource& source_;
  AVFormatContext* format_;
  AVIOContext* io_ = nullptr;
  std::uint64_t position_ = 0;
  std::optional<Error> read_error_;
};

/// Decoders that may run: what voices are stored as. Also keeps FFmpeg from opening decoders for pictures.
[[nodiscard]] const char* allowed_decoders();

}  // namespace timbre::audio
