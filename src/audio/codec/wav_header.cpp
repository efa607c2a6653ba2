#include "audio/codec/wav_header.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "audio/codec/little_endian.h"
#include "audio/codec/pipe_protocol.h"

namespace timbre::audio {
namespace {

constexpr std::uint32_t kUnknownSize = 0xFFFFFFFFU;  // "see ds64", or a stream whose writer could not go back
constexpr int kMaxChunkCount = 4096;                 // real files have a dozen
constexpr std::size_t kPlainFormatBytes = 16;
constexpr std::size_t kExtensibleFormatBytes = 40;
constexpr std::uint16_t kFormatPcm = 1;
constexpr std::uint16_t kFormatFloat = 3;
constexpr std::uint16_t kFormatALaw = 6;
constexpr std::uint16_t kFormatMuLaw = 7;
constexpr std::uint16_t kFormatExtensible = 0xFFFE;
// KSDATAFORMAT_SUBTYPE_*: a format tag followed by these fourteen bytes
constexpr std::array<std::uint8_t, 14> kSubtypeTail{0x00, 0x00, 0x00, 0x00, 0x10, 0x00, 0x80,
                                                    0x00, 0x00, 0xAA, 0x00, 0x38, 0x9B, 0x71};

struct Chunk {
  std::uint32_t id = 0;
  std::uint32_t size = 0;
  std::uint64_t body = 0;
};

Error corrupt(const std::string& what) {
  return {ErrorKind::Corrupt, "the WAV header " + what + ". Export the recording again as WAV or FLAC"};
}

/// Up to out.size() bytes; false where there are fewer.
Result<bool> read_fully(ByteSource& source, std::uint64_t offset, std::span<std::byte> out) {
  TRY(const std::size_t count, source.read_at(offset, out));
  return count == out.size();
}

Result<std::optional<Chunk>> read_chunk(ByteSource& source, std::uint64_t offset) {
  std::array<std::byte, 8> bytes{};
  TRY(const bool is_whole, read_fully(source, offset, bytes));
  if (!is_whole) return std::optional<Chunk>();
  ByteCursor cursor(bytes);
  Chunk chunk;
  chunk.id = cursor.take<std::uint32_t>();
  chunk.size = cursor.take<std::uint32_t>();
  chunk.body = offset + bytes.size();
  return std::optional<Chunk>(chunk);
}

WavSampleType encoding_of(std::uint16_t tag, int bytes) {
  if (tag == kFormatALaw && bytes == 1) return WavSampleType::ALaw;
  if (tag == kFormatMuLaw && bytes == 1) return WavSampleType::MuLaw;
  if (tag == kFormatFloat && bytes == 4) return WavSampleType::Float32;
  if (tag == kFormatFloat && bytes == 8) return WavSampleType::Float64;
  if (tag != kFormatPcm) return WavSampleType::Other;
  constexpr std::array kIntegers{WavSampleType::Unsigned8, WavSampleType::Signed16, WavSampleType::Signed24,
                                 WavSampleType::Signed32};
  return bytes >= 1 && bytes <= 4 ? kIntegers[static_cast<std::size_t>(bytes - 1)] : WavSampleType::Other;
}

/// Names as FFmpeg gives them, so that the same sound in another container says the same.
const char* codec_name(WavSampleType encoding) {
  constexpr std::array kNames{"pcm_u8",    "pcm_s16le", "pcm_s24le", "pcm_s32le", "pcm_f32le",
                              "pcm_f64le", "pcm_alaw",  "pcm_mulaw", ""};
  return kNames[static_cast<std::size_t>(encoding)];
}

std::string layout_name(std::uint32_t channel_mask, int channel_count) {
  struct Layout {
    std::uint32_t mask;
    int channel_count;
    const char* name;
  };
  constexpr std::array kLayouts{Layout{0x4, 1, "mono"},        Layout{0x3, 2, "stereo"},      Layout{0xB, 3, "2.1"},
                                Layout{0x7, 3, "3.0"},         Layout{0x33, 4, "quad"},       Layout{0x107, 4, "4.0"},
                                Layout{0x37, 5, "5.0"},        Layout{0x607, 5, "5.0(side)"}, Layout{0x3F, 6, "5.1"},
                                Layout{0x60F, 6, "5.1(side)"}, Layout{0x63F, 8, "7.1"}};
  for (const Layout& layout : kLayouts) {
    if (layout.mask == channel_mask && layout.channel_count == channel_count) return layout.name;
  }
  return {};
}

struct FormatFields {
  std::uint16_t tag = 0;
  std::uint16_t channel_count = 0;
  std::uint32_t rate_hz = 0;
  std::uint16_t bytes_per_frame = 0;
  std::uint16_t bits = 0;
  std::uint32_t channel_mask = 0;
};

Result<FormatFields> read_format_fields(ByteSource& source, const Chunk& chunk) {
  std::array<std::byte, kExtensibleFormatBytes> bytes{};
  const std::size_t size = std::min<std::size_t>(chunk.size, bytes.size());
  TRY(const bool is_whole, read_fully(source, chunk.body, std::span(bytes).first(size)));
  if (!is_whole || size < kPlainFormatBytes) return corrupt("is cut off in its format");
  ByteCursor cursor(bytes);
  FormatFields fields;
  fields.tag = cursor.take<std::uint16_t>();
  fields.channel_count = cursor.take<std::uint16_t>();
  fields.rate_hz = cursor.take<std::uint32_t>();
  static_cast<void>(cursor.take<std::uint32_t>());  // bytes per second: follows from the others
  fields.bytes_per_frame = cursor.take<std::uint16_t>();
  fields.bits = cursor.take<std::uint16_t>();
  if (fields.tag != kFormatExtensible || size < kExtensibleFormatBytes) return fields;
  static_cast<void>(cursor.take<std::uint16_t>());  // size of the extension
  if (const auto valid_bits = cursor.take<std::uint16_t>(); valid_bits > 0 && valid_bits <= fields.bits) {
    fields.bits = valid_bits;
  }
  fields.channel_mask = cursor.take<std::uint32_t>();
  const auto subtype = cursor.take<std::uint16_t>();
  const bool is_known = std::equal(kSubtypeTail.begin(), kSubtypeTail.end(), bytes.begin() + 26,
                                   [](std::uint8_t a, std::byte b) { return std::byte{a} == b; });
  if (is_known) fields.tag = subtype;
  return fields;
}

Result<void> apply_format(const FormatFields& fields, WavHeader& header) {
  if (fields.channel_count == 0) return corrupt("says 0 channels");
  constexpr std::uint32_t kMaxInt = 0x7FFFFFFF;
  header.format = {static_cast<int>(std::min(fields.rate_hz, kMaxInt)), fields.channel_count};
  const int bytes = fields.bytes_per_frame / fields.channel_count;
  const bool is_plain = fields.bytes_per_frame % fields.channel_count == 0 && fields.bits <= 8 * bytes;
  header.encoding = is_plain ? encoding_of(fields.tag, bytes) : WavSampleType::Other;
  header.bytes_per_frame = fields.bytes_per_frame;
  StoredFormat& stored = header.stored;
  stored.codec = codec_name(header.encoding);
  stored.sample_rate_hz = header.format.sample_rate_hz;
  stored.channel_count = header.format.channel_count;
  stored.is_lossy = header.encoding == WavSampleType::ALaw || header.encoding == WavSampleType::MuLaw;
  stored.is_float = header.encoding == WavSampleType::Float32 || header.encoding == WavSampleType::Float64;
  if (!stored.is_lossy) stored.bit_depth = fields.bits > 0 ? fields.bits : 8 * bytes;
  stored.channel_layout = layout_name(fields.channel_mask, fields.channel_count);
  if (header.encoding == WavSampleType::Other) return {};
  return check_format(header.format);
}

/// A writer that streams, or that was stopped before it went back, leaves 0 or 0xFFFFFFFF; a file that really holds
/// nothing has a RIFF size that reaches past its empty data chunk.
bool has_no_length(const Chunk& data, std::uint32_t riff_size) {
  if (data.size == kUnknownSize) return true;
  return data.size == 0 && (riff_size == kUnknownSize || riff_size + std::uint64_t{8} <= data.body);
}

void apply_data(const Chunk& data, std::uint32_t riff_size, std::optional<std::uint64_t> size64,
                std::uint64_t file_bytes, WavHeader& header) {
  const std::uint64_t available = file_bytes - std::min(file_bytes, data.body);
  header.data_offset = data.body;
  header.promised_data_bytes = has_no_length(data, riff_size) ? available : data.size;
  if (data.size == kUnknownSize && size64) header.promised_data_bytes = *size64;
  header.data_bytes = std::min(header.promised_data_bytes, available);
}

/// RF64 and BW64: the true size of the data chunk, second number of ds64.
Result<std::uint64_t> read_size64(ByteSource& source, const Chunk& chunk) {
  std::array<std::byte, 16> bytes{};
  TRY(const bool is_whole, read_fully(source, chunk.body, bytes));
  if (!is_whole || chunk.size < bytes.size()) return corrupt("is cut off in its ds64 chunk");
  return get_little_endian<std::uint64_t>(std::span(bytes).subspan(8));
}

Result<const char*> container_of(std::uint32_t id) {
  if (id == four_letters("RIFF")) return "wav";
  if (id == four_letters("RF64")) return "rf64";
  if (id == four_letters("BW64")) return "bw64";
  return corrupt("does not begin with RIFF");
}

}  // namespace

int bytes_per_sample(WavSampleType encoding) {
  constexpr std::array kBytes{1, 2, 3, 4, 4, 8, 1, 1, 0};
  return kBytes[static_cast<std::size_t>(encoding)];
}

Result<WavHeader> parse_wav_header(ByteSource& source) {
  std::array<std::byte, 12> start{};
  TRY(const bool is_whole, read_fully(source, 0, start));
  if (!is_whole) return corrupt("is cut off after " + std::to_string(source.size_bytes()) + " bytes");
  ByteCursor cursor(start);
  WavHeader header;
  TRY(header.stored.container, container_of(cursor.take<std::uint32_t>()));
  const auto riff_size = cursor.take<std::uint32_t>();
  if (cursor.take<std::uint32_t>() != four_letters("WAVE")) return corrupt("does not say WAVE");
  std::optional<std::uint64_t> size64;
  bool has_format = false;
  std::uint64_t offset = start.size();
  for (int i = 0; i < kMaxChunkCount; ++i) {
    TRY(const std::optional<Chunk> chunk, read_chunk(source, offset));
    if (!chunk) return corrupt(has_format ? "is cut off before its data" : "is cut off before its format");
    if (chunk->id == four_letters("ds64")) {
      TRY(size64, read_size64(source, *chunk));
    } else if (chunk->id == four_letters("fmt ")) {
      TRY(const FormatFields fields, read_format_fields(source, *chunk));
      TRY_VOID(apply_format(fields, header));
      has_format = true;
    } else if (chunk->id == four_letters("data")) {
      if (!has_format) return corrupt("has its data before its format");
      apply_data(*chunk, riff_size, size64, source.size_bytes(), header);
      return header;
    }
    offset = chunk->body + chunk->size + (chunk->size & 1U);
  }
  return corrupt("has more than " + std::to_string(kMaxChunkCount) + " chunks before its data");
}

}  // namespace timbre::audio
