#include "audio/codec/pipe_sink.h"

#include <cerrno>
#include <sys/uio.h>

#include "audio/codec/pipe_protocol.h"

namespace timbre::audio {
namespace {

Result<void> write_both(int fd, std::string_view head, std::span<const float> tail) {
  const std::size_t total = head.size() + tail.size_bytes();
  for (std::size_t done = 0; done < total;) {
    iovec parts[2];
    const std::size_t head_done = std::min(done, head.size());
    const std::size_t tail_done = done - head_done;
    parts[0] = {const_cast<char*>(head.data()) + head_done, head.size() - head_done};
    parts[1] = {const_cast<char*>(reinterpret_cast<const char*>(tail.data())) + tail_done,
                tail.size_bytes() - tail_done};
    const ssize_t n = ::writev(fd, parts, 2);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return Error{ErrorKind::Cancelled, "nobody reads any more"};
    done += static_cast<std::size_t>(n);
  }
  return {};
}

}  // namespace

Result<void> PipeSink::write_text(std::string_view bytes) { return write_both(fd_, bytes, {}); }

Result<void> PipeSink::write_block(std::span<const float> block) {
  return write_both(fd_, encode_frame_header(kSamplesFrame, block.size_bytes()), block);
}

Result<void> PipeSink::flush() {
  if (gathered_.empty()) return {};
  TRY_VOID(write_block(gathered_));
  gathered_.clear();
  return {};
}

Result<void> PipeSink::info(const AudioFormat& format, const StoredFormat& stored) {
  const auto channels = static_cast<std::size_t>(format.channel_count);
  block_samples_ = kMaxBlockSamples / channels * channels;
  gathered_.reserve(block_samples_);
  return write_text(encode_frame(kInfoFrame, encode_info({format, stored})));
}

Result<void> PipeSink::samples(std::span<const float> interleaved) {
  while (!interleaved.empty()) {
    if (gathered_.empty() && interleaved.size() >= block_samples_) {
      TRY_VOID(write_block(interleaved.first(block_samples_)));
      interleaved = interleaved.subspan(block_samples_);
      continue;
    }
    const std::size_t count = std::min(interleaved.size(), block_samples_ - gathered_.size());
    gathered_.insert(gathered_.end(), interleaved.begin(), interleaved.begin() + static_cast<std::ptrdiff_t>(count));
    interleaved = interleaved.subspan(count);
    if (gathered_.size() == block_samples_) TRY_VOID(flush());
  }
  return {};
}

Result<void> PipeSink::note(std::string_view text) {
  TRY_VOID(flush());
  return write_text(encode_frame(kNoteFrame, text));
}

Result<void> PipeSink::end(const DecodeSummary& summary) {
  if (summary.hand_over) return write_text(encode_frame(kPassFrame, {}));
  TRY_VOID(flush());
  return write_text(encode_frame(kEndFrame, encode_end(summary)));
}

Result<void> PipeSink::fail(const Error& error) {
  TRY_VOID(flush());
  return write_text(encode_frame(kFailFrame, encode_fail(error)));
}

}  // namespace timbre::audio
