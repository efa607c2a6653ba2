#include "audio/codec/helper_main.h"

#include <charconv>
#include <cstring>
#include <exception>
#include <new>
#include <optional>
#include <unistd.h>

#include "audio/codec/pipe_sink.h"

namespace timbre::audio {
namespace {

std::optional<std::uint64_t> parse_size(const char* text) {
  std::uint64_t size = 0;
  const char* const end = text + std::strlen(text);
  const auto [stop, status] = std::from_chars(text, end, size);
  if (status != std::errc() || stop != end) return std::nullopt;
  return size;
}

/// Libraries throw; nothing may leave the process but an answer.
Result<DecodeSummary> decode_guarded(DecodeFunction decode, ByteSource& source, DecodeSink& sink) {
  try {
    return decode(source, sink);
  } catch (const std::bad_alloc&) {
    return Error{ErrorKind::InvalidInput,
                 "decoding needs more memory than the decoder may use; the file is damaged or made to do harm. "
                 "Export it again as WAV or FLAC"};
  } catch (const std::exception& exception) {
    return Error{ErrorKind::Internal, std::string("the decoder failed: ") + exception.what()};
  }
}

}  // namespace

int run_decode_helper(int argument_count, const char* const* arguments, DecodeFunction decode,
                      const SandboxLimits& limits) {
  const auto size_bytes = argument_count == 2 ? parse_size(arguments[1]) : std::nullopt;
  if (!size_bytes) return 2;
  PipeSink sink(STDOUT_FILENO);
  const Result<void> restricted = enter_sandbox(limits);
  if (!restricted.ok()) return sink.fail(restricted.error()).ok() ? 0 : 1;
  FdSource source(STDIN_FILENO, *size_bytes);
  const Result<DecodeSummary> summary = decode_guarded(decode, source, sink);
  const Result<void> answered = summary.ok() ? sink.end(*summary) : sink.fail(summary.error());
  return answered.ok() ? 0 : 1;
}

}  // namespace timbre::audio
