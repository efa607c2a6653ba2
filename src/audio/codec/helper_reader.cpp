#include "audio/codec/helper_reader.h"

#include <algorithm>
#include <array>

#include "audio/codec/deinterleave.h"
#include "audio/codec/sniff.h"
#include "base/utf8.h"

namespace timbre::audio {
namespace {

constexpr const char* kWavHelper = "timbre-decode-wav";
constexpr const char* kFfmpegHelper = "timbre-decode-ffmpeg";
constexpr const char* kExportAgain =
    "The file is damaged, or made to do harm. Export the recording again as WAV or FLAC";

std::string in_seconds(std::chrono::milliseconds time) {
  std::string text = std::to_string(static_cast<double>(time.count()) / 1000.0);
  text.resize(text.find('.') + 2);
  return text + " s";
}

Error nonsense(const std::string& what) {
  return {ErrorKind::Internal, "the decoder's answer makes no sense: " + what + ". " + kExportAgain};
}

}  // namespace

Result<std::unique_ptr<AudioReader>> HelperReader::open(InputFile input, std::string name,
                                                        const DecodeOptions& options) {
  std::unique_ptr<HelperReader> reader(new HelperReader(std::move(input), std::move(name), options));
  const Result<void> started = reader->start_any();
  if (!started.ok()) return reader->named(started.error());
  return std::unique_ptr<AudioReader>(std::move(reader));
}

Result<void> HelperReader::start_any() {
  std::vector<std::string> programs{kFfmpegHelper};
  if (looks_like_wav(input_.fd.get())) programs.insert(programs.begin(), kWavHelper);
  if (!options_.helper.empty()) programs = {options_.helper.string()};
  for (const std::string& name : programs) {
    std::filesystem::path program = name;
    if (options_.helper.empty()) {
      TRY(program, find_helper(name));
    }
    TRY(const Start started, start(program));
    if (started == Start::Ready) return {};
  }
  return nonsense("it leaves the file to others, and there are none");
}

Result<HelperReader::Start> HelperReader::start(const std::filesystem::path& program) {
  TRY(helper_, HelperProcess::start(program, input_.fd.get(), input_.stamp.size_bytes));
  pipe_ = PipeReader(helper_.output_fd(), {options_.stall_limit, options_.total_limit});
  received_.resize(kMaxBlockSamples);
  TRY(const Frame frame, next_frame());
  if (frame.type == kPassFrame) return Start::HandedOver;
  if (frame.type != kInfoFrame) return nonsense("it does not begin with the format");
  TRY(info_, parse_info(frame.payload));
  return Start::Ready;
}

Error HelperReader::named(Error error) const {
  error.message = "'" + name_ + "': " + error.message;
  return error;
}

Error HelperReader::failure(PipeOutcome outcome) {
  if (outcome == PipeOutcome::Closed) {
    return {ErrorKind::InvalidInput, "the decoder stopped: " + helper_.describe_end() + ". " + kExportAgain};
  }
  helper_.end();
  const bool is_stall = outcome == PipeOutcome::Stalled;
  const std::string limit = in_seconds(is_stall ? options_.stall_limit : options_.total_limit);
  return {ErrorKind::InvalidInput,
          (is_stall ? "the decoder made no progress for " + limit : "decoding took longer than the limit of " + limit) +
              " and was stopped. " + kExportAgain};
}

Result<HelperReader::Frame> HelperReader::next_frame() {
  std::array<std::byte, kPipeHeaderBytes> head{};
  if (const PipeOutcome outcome = pipe_.read(head); outcome != PipeOutcome::Ok) return failure(outcome);
  TRY(const PipeFrameHeader header, parse_frame_header(head));
  const auto payload = std::as_writable_bytes(std::span(received_)).first(header.length_bytes);
  if (const PipeOutcome outcome = pipe_.read(payload); outcome != PipeOutcome::Ok) return failure(outcome);
  if (header.type == kFailFrame) return parse_fail(payload);
  return Frame{header.type, payload};
}

Result<AudioView> HelperReader::take_samples(std::span<const std::byte> payload) {
  const auto channels = static_cast<std::size_t>(info_.format.channel_count);
  const std::size_t frame_bytes = channels * sizeof(float);
  if (payload.empty() || payload.size() % frame_bytes != 0) return nonsense("samples that are no whole frames");
  const std::size_t frames = payload.size() / frame_bytes;
  frame_count_ += frames;
  if (frame_count_ > max_frame_count(info_.format.sample_rate_hz)) {
    return too_long_error(frame_count_, info_.format.sample_rate_hz);
  }
  const std::span<const float> samples = std::span(received_).first(frames * channels);
  if (channels == 1) return AudioView(info_.format.sample_rate_hz, samples);
  planar_.resize(kMaxBlockSamples);
  deinterleave(samples, channels, std::span(planar_).first(samples.size()));
  std::array<const float*, kMaxChannelCount> pointers{};
  for (std::size_t c = 0; c < channels; ++c) pointers[c] = planar_.data() + c * frames;
  return AudioView(info_.format.sample_rate_hz, std::span<const float* const>(pointers.data(), channels), frames);
}

Result<void> HelperReader::take_note(std::span<const std::byte> payload) {
  if (notes_.size() >= kMaxNoteCount) return nonsense("too many notes");
  notes_.push_back(printable({reinterpret_cast<const char*>(payload.data()), payload.size()}));
  return {};
}

Result<void> HelperReader::finish(std::span<const std::byte> payload) {
  TRY(const DecodeSummary summary, parse_end(payload));
  if (summary.frame_count != frame_count_) return nonsense("it miscounts its frames");
  if (frame_count_ == 0) {
    return Error{ErrorKind::InvalidInput, "the file holds no sound (0 frames). Record or export it again"};
  }
  const auto stamp = stamp_of(input_.fd.get());
  if (!stamp.ok() || *stamp != input_.stamp) {
    notes_.emplace_back(
        "the file changed while it was read; what it held at the start was used. "
        "Score it again when nothing writes to it");
  }
  return {};
}

Result<AudioView> HelperReader::advance() {
  while (!is_finished_) {
    TRY(const Frame frame, next_frame());
    if (frame.type == kSamplesFrame) return take_samples(frame.payload);
    if (frame.type == kNoteFrame) {
      TRY_VOID(take_note(frame.payload));
    } else if (frame.type == kEndFrame) {
      TRY_VOID(finish(frame.payload));
      is_finished_ = true;
    } else {
      return nonsense("frames in the wrong order");
    }
  }
  return AudioView();
}

Result<AudioView> HelperReader::read_block() {
  if (error_) return *error_;
  Result<AudioView> block = advance();
  if (block.ok()) return block;
  helper_.end();
  error_ = named(block.error());
  return *error_;
}

}  // namespace timbre::audio
