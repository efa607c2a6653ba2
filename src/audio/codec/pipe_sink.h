#pragma once
/// The restricted process's end of the pipe: a DecodeSink that writes frames (pipe_protocol.h) to a descriptor.

#include <string>
#include <vector>

#include "audio/codec/decode_sink.h"

namespace timbre::audio {

class PipeSink : public DecodeSink {
 public:
  explicit PipeSink(int fd) : fd_(fd) {}
  Result<void> info(const AudioFormat& format, const StoredFormat& stored) override;
  /// Small pieces are gathered into blocks of kMaxBlockSamples; large ones go out as they are.
  Result<void> samples(std::span<const float> interleaved) override;
  Result<void> note(std::string_view text) override;

  /// The last frame: END, or PASS where the decoder leaves the file to the next one.
  Result<void> end(const DecodeSummary& summary);
  /// The last frame of a decode that failed.
  Result<void> fail(const Error& error);

 private:
  Result<void> write_text(std::string_view bytes);
  Result<void> write_block(std::span<const float> block);
  Result<void> flush();

  int fd_;
  std::size_t block_samples_ = 0;
  std::vector<float> gathered_;
};

}  // namespace timbre::audio
