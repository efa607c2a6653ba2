#include "audio/codec/pipe_protocol.h"

#include <algorithm>
#include <array>

#include "audio/codec/little_endian.h"
#include "base/utf8.h"

namespace timbre::audio {
namespace {

constexpr std::uint32_t kHasBitDepth = 1U;
constexpr std::uint32_t kIsFloat = 2U;
constexpr std::uint32_t kIsLossy = 4U;
constexpr std::uint32_t kIsTruncated = 1U;
/// Stored rates and counts are facts to show, not to compute with; anything sane fits.
constexpr std::uint32_t kMaxStoredNumber = 1U << 30U;
constexpr std::size_t kEndBytes = 12;

constexpr std::array kErrorKinds{ErrorKind::InvalidInput, ErrorKind::NotFound,    ErrorKind::Unsupported,
                                 ErrorKind::Denied,       ErrorKind::Unavailable, ErrorKind::Cancelled,
                                 ErrorKind::Corrupt,      ErrorKind::Internal};

std::string_view shortened(std::string_view text, std::size_t limit) { return text.substr(0, limit); }

void put_text(std::string& out, std::string_view text) {
  text = shortened(text, kMaxTextBytes / 4);
  put_little_endian(out, static_cast<std::uint16_t>(text.size()));
  out += text;
}

std::string take_text(ByteCursor& cursor) {
  const auto length = cursor.take<std::uint16_t>();
  return printable(cursor.take_text(length));
}

std::size_t max_length_of(std::uint32_t type) {
  switch (type) {
    case kSamplesFrame:
      return kMaxSamplesBytes;
    case kInfoFrame:
    case kNoteFrame:
    case kFailFrame:
      return kMaxTextBytes + 64;
    case kEndFrame:
      return kEndBytes;
    default:
      return 0;
  }
}

bool is_known(std::uint32_t type) { return type == kPassFrame || max_length_of(type) > 0; }

Error garbage(const std::string& what) { return {ErrorKind::Internal, "the decoder's answer makes no sense: " + what}; }

}  // namespace

std::string encode_frame_header(std::uint32_t type, std::size_t length_bytes) {
  std::string out;
  put_little_endian(out, type);
  put_little_endian(out, static_cast<std::uint32_t>(length_bytes));
  return out;
}

std::string encode_frame(std::uint32_t type, std::string_view payload) {
  payload = shortened(payload, max_length_of(type));
  return encode_frame_header(type, payload.size()).append(payload);
}

std::string encode_info(const PipeInfo& info) {
  const StoredFormat& stored = info.stored;
  std::uint32_t flags = 0;
  if (stored.bit_depth) flags |= kHasBitDepth;
  if (stored.is_float) flags |= kIsFloat;
  if (stored.is_lossy) flags |= kIsLossy;
  std::string out;
  put_little_endian(out, kPipeProtocolVersion);
  put_little_endian(out, static_cast<std::uint32_t>(info.format.sample_rate_hz));
  put_little_endian(out, static_cast<std::uint32_t>(info.format.channel_count));
  put_little_endian(out, static_cast<std::uint32_t>(stored.sample_rate_hz));
  put_little_endian(out, static_cast<std::uint32_t>(stored.channel_count));
  put_little_endian(out, flags);
  put_little_endian(out, static_cast<std::uint32_t>(stored.bit_depth.value_or(0)));
  put_text(out, stored.container);
  put_text(out, stored.codec);
  put_text(out, stored.channel_layout);
  return out;
}

std::string encode_end(const DecodeSummary& summary) {
  std::string out;
  put_little_endian(out, summary.frame_count);
  put_little_endian(out, summary.is_truncated ? kIsTruncated : 0U);
  return out;
}

std::string encode_fail(const Error& error) {
  std::string out;
  const auto* const kind = std::find(kErrorKinds.begin(), kErrorKinds.end(), error.kind);
  put_little_endian(out, static_cast<std::uint32_t>(kind - kErrorKinds.begin()));
  out += shortened(error.message, kMaxTextBytes);
  return out;
}

Result<PipeFrameHeader> parse_frame_header(std::span<const std::byte> bytes) {
  ByteCursor cursor(bytes);
  PipeFrameHeader header;
  header.type = cursor.take<std::uint32_t>();
  header.length_bytes = cursor.take<std::uint32_t>();
  if (!cursor.is_done() || !is_known(header.type)) return garbage("unknown frame type");
  if (header.length_bytes > max_length_of(header.type)) {
    return garbage("a frame of " + std::to_string(header.length_bytes) + " bytes");
  }
  return header;
}

Result<PipeInfo> parse_info(std::span<const std::byte> payload) {
  ByteCursor cursor(payload);
  if (cursor.take<std::uint32_t>() != kPipeProtocolVersion) {
    return garbage("another version. The decoder and this program must be of the same build");
  }
  std::array<std::uint32_t, 6> numbers{};
  for (auto& number : numbers) {
    number = cursor.take<std::uint32_t>();
    if (number > kMaxStoredNumber) return garbage("a number out of range");
  }
  PipeInfo info;
  info.format = {static_cast<int>(numbers[0]), static_cast<int>(numbers[1])};
  info.stored.sample_rate_hz = static_cast<int>(numbers[2]);
  info.stored.channel_count = static_cast<int>(numbers[3]);
  const std::uint32_t flags = numbers[4];
  if ((flags & kHasBitDepth) != 0) info.stored.bit_depth = static_cast<int>(numbers[5]);
  info.stored.is_float = (flags & kIsFloat) != 0;
  info.stored.is_lossy = (flags & kIsLossy) != 0;
  info.stored.container = take_text(cursor);
  info.stored.codec = take_text(cursor);
  info.stored.channel_layout = take_text(cursor);
  if (!cursor.is_done()) return garbage("information of the wrong size");
  TRY_VOID(check_format(info.format));
  return info;
}

Result<DecodeSummary> parse_end(std::span<const std::byte> payload) {
  ByteCursor cursor(payload);
  DecodeSummary summary;
  summary.frame_count = cursor.take<std::uint64_t>();
  const auto flags = cursor.take<std::uint32_t>();
  if (!cursor.is_done() || flags > kIsTruncated) return garbage("an end of the wrong form");
  summary.is_truncated = flags == kIsTruncated;
  return summary;
}

Error parse_fail(std::span<const std::byte> payload) {
  ByteCursor cursor(payload);
  const auto kind = cursor.take<std::uint32_t>();
  if (!cursor.ok() || kind >= kErrorKinds.size()) return garbage("an error of the wrong form");
  return {kErrorKinds[kind], printable(cursor.take_text(payload.size() - sizeof kind))};
}

}  // namespace timbre::audio
