#pragma once
/// The AudioReader behind decode.h: starts a helper, checks every byte it says, turns its end into a result.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "audio/codec/decode.h"
#include "audio/codec/helper_process.h"
#include "audio/codec/input_file.h"
#include "audio/codec/pipe_protocol.h"
#include "audio/codec/pipe_reader.h"

namespace timbre::audio {

class HelperReader : public AudioReader {
 public:
  static Result<std::unique_ptr<AudioReader>> open(InputFile input, std::string name, const DecodeOptions& options);

  [[nodiscard]] const StoredFormat& stored() const override { return info_.stored; }
  [[nodiscard]] const AudioFormat& format() const override { return info_.format; }
  [[nodiscard]] Result<AudioView> read_block() override;
  [[nodiscard]] const std::vector<std::string>& notes() const override { return notes_; }

 private:
  enum class Start { Ready, HandedOver };
  struct Frame {
    std::uint32_t type = 0;
    std::span<const std::byte> payload;
  };

  HelperReader(InputFile input, std::string name, DecodeOptions options)
      : input_(std::move(input)), name_(std::move(name)), options_(std::move(options)) {}

  Result<void> start_any();
  Result<Start> start(const std::filesystem::path& program);
  Result<Frame> next_frame();
  Result<AudioView> advance();
  Result<AudioView> take_samples(std::span<const std::byte> payload);
  Result<void> take_note(std::span<const std::byte> payload);
  Result<void> finish(std::span<const std::byte> payload);
  [[nodiscard]] Error failure(PipeOutcome outcome);
  [[nodiscard]] Error named(Error error) const;

  InputFile input_;
  std::string name_;
  DecodeOptions options_;
  HelperProcess helper_;
  PipeReader pipe_;
  PipeInfo info_;
  std::vector<std::string> notes_;
  std::vector<float> received_;  // floats, so that samples read from the pipe need no copy
  std::vector<float> planar_;
  std::uint64_t frame_count_ = 0;
  bool is_finished_ = false;
  std::optional<Error> error_;
};

}  // namespace timbre::audio
