#include "audio/codec/wav_decode.h"

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "audio/codec/pipe_protocol.h"
#include "audio/codec/wav_header.h"
#include "audio/codec/wav_samples.h"

namespace timbre::audio {
namespace {

std::string truncation_note(const WavHeader& header, std::uint64_t frame_count) {
  const auto promised = header.promised_data_bytes / static_cast<std::uint64_t>(header.bytes_per_frame);
  const double rate = header.format.sample_rate_hz;
  char text[200];
  std::snprintf(text, sizeof text,
                "the file is cut off: its header promises %.3f s (%llu frames), it holds %.3f s (%llu frames); "
                "what is there was used",
                static_cast<double>(promised) / rate, static_cast<unsigned long long>(promised),
                static_cast<double>(frame_count) / rate, static_cast<unsigned long long>(frame_count));
  return text;
}

/// Frames sent; fewer than the header's data where the file shrank meanwhile.
Result<std::uint64_t> send_samples(ByteSource& source, const WavHeader& header, DecodeSink& sink) {
  const auto frame_bytes = static_cast<std::size_t>(header.bytes_per_frame);
  const auto channels = static_cast<std::size_t>(header.format.channel_count);
  const std::size_t block_frames = kMaxBlockSamples / channels;
  const std::uint64_t frame_count = header.data_bytes / frame_bytes;
  std::vector<std::byte> bytes(std::min<std::uint64_t>(block_frames, frame_count) * frame_bytes);
  std::vector<float> samples(bytes.size() / frame_bytes * channels);
  std::uint64_t sent = 0;
  while (sent < frame_count) {
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(block_frames, frame_count - sent));
    TRY(const std::size_t got,
        source.read_at(header.data_offset + sent * frame_bytes, std::span(bytes).first(wanted * frame_bytes)));
    const std::size_t frames = got / frame_bytes;
    const auto block = std::span(samples).first(frames * channels);
    convert_wav_samples(header.encoding, std::span(bytes).first(frames * frame_bytes), block);
    TRY_VOID(sink.samples(block));
    sent += frames;
    if (frames < wanted) break;
  }
  return sent;
}

}  // namespace

Result<DecodeSummary> decode_wav(ByteSource& source, DecodeSink& sink) {
  TRY(const WavHeader header, parse_wav_header(source));
  DecodeSummary summary;
  if (header.encoding == WavSampleType::Other) {
    summary.hand_over = true;
    return summary;
  }
  const auto frame_bytes = static_cast<std::uint64_t>(header.bytes_per_frame);
  const std::uint64_t frame_count = header.data_bytes / frame_bytes;
  if (frame_count > max_frame_count(header.format.sample_rate_hz)) {
    return too_long_error(frame_count, header.format.sample_rate_hz);
  }
  TRY_VOID(sink.info(header.format, header.stored));
  TRY(summary.frame_count, send_samples(source, header, sink));
  summary.is_truncated = summary.frame_count < header.promised_data_bytes / frame_bytes;
  if (summary.is_truncated) TRY_VOID(sink.note(truncation_note(header, summary.frame_count)));
  return summary;
}

}  // namespace timbre::audio
