#include "audio/codec/wav_file_writer.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <utility>

#include "audio/codec/little_endian.h"
#include "base/utf8.h"

namespace timbre::audio {
namespace {

constexpr std::uint64_t kMaxRiffBytes = 0xFFFFFFFEU;
constexpr std::uint32_t kSeeDs64 = 0xFFFFFFFFU;
constexpr std::uint32_t kDs64Bytes = 28;
constexpr std::uint64_t kRiffHeaderBytes = 8;  // "RIFF" and the size, which does not count itself

int bits_of(WavFileEncoding encoding) {
  constexpr int kBits[] = {8, 16, 24, 32};
  return kBits[static_cast<std::size_t>(encoding)];
}

void put_chunk(std::string& out, std::string_view id, std::string_view body) {
  out += id;
  put_little_endian(out, static_cast<std::uint32_t>(body.size()));
  out += body;
  if (body.size() % 2 != 0) out.push_back('\0');
}

std::string info_of(const AudioTags& tags) {
  std::string list = "INFO";
  const std::pair<const char*, const std::string&> named[] = {{"INAM", tags.title},
                                                              {"ICRD", tags.date},
                                                              {"ISFT", tags.software},
                                                              {"ISRC", tags.source},
                                                              {"ICMT", tags.comment}};
  for (const auto& [id, value] : named) {
    if (!value.empty()) put_chunk(list, id, printable(value) + '\0');
  }
  std::string out;
  if (list.size() > 4) put_chunk(out, "LIST", list);
  return out;
}

class WavFileWriter : public AudioWriter {
 public:
  WavFileWriter(OutputFile& file, const AudioFormat& format, WavFileEncoding encoding, const AudioTags& tags)
      : file_(file), format_(format), encoding_(encoding), info_(info_of(tags)) {}

  Result<void> start() { return file_.write(header(false)); }

  Result<void> write(const AudioView& block) override {
    if (!(block.format() == format_)) return Error{ErrorKind::Internal, "a block of another format came to a WAV file"};
    bytes_.clear();
    for (std::size_t i = 0; i < block.frame_count(); ++i) {
      for (int c = 0; c < format_.channel_count; ++c) {
        if (!put(block.channel(c)[i])) return not_whole(block.channel(c)[i]);
      }
    }
    data_bytes_ += bytes_.size();
    frame_count_ += block.frame_count();
    return file_.write(bytes_);
  }

  Result<void> finish() override {
    TRY_VOID(file_.write((data_bytes_ % 2 != 0 ? std::string(1, '\0') : std::string()) + info_));
    return file_.write_at(0, header(true));
  }

 private:
  [[nodiscard]] Error not_whole(float sample) const {
    return {ErrorKind::InvalidInput, "the sample " + std::to_string(sample) + " is no whole number of " +
                                         std::to_string(bits_of(encoding_)) + " bits. Write 32-bit float samples"};
  }

  /// False for a sample that the encoding cannot keep as it is.
  bool put(float sample) {
    if (encoding_ == WavFileEncoding::Float32) {
      put_little_endian(bytes_, std::bit_cast<std::uint32_t>(sample));
      return true;
    }
    const int bits = bits_of(encoding_);
    const double scale = static_cast<double>(1U << static_cast<unsigned>(bits - 1));
    const double scaled = static_cast<double>(sample) * scale;
    if (!(scaled >= -scale && scaled <= scale - 1.0) || scaled != std::nearbyint(scaled)) return false;
    auto value = static_cast<std::uint32_t>(static_cast<std::int32_t>(scaled));
    if (encoding_ == WavFileEncoding::Pcm8) value += 128U;
    for (int at = 0; at < bits; at += 8) bytes_.push_back(static_cast<char>(static_cast<unsigned char>(value >> at)));
    return true;
  }

  /// Room for the 64-bit sizes is kept in a chunk that readers skip, until they are needed.
  [[nodiscard]] std::string header(bool is_finished) const {
    const auto channels = static_cast<std::uint32_t>(format_.channel_count);
    const auto rate = static_cast<std::uint32_t>(format_.sample_rate_hz);
    const std::uint32_t frame_bytes = channels * static_cast<std::uint32_t>(bits_of(encoding_) / 8);
    const bool is_float = encoding_ == WavFileEncoding::Float32;
    std::string format;
    put_little_endian(format, static_cast<std::uint16_t>(is_float ? 3 : 1));
    put_little_endian(format, static_cast<std::uint16_t>(channels));
    put_little_endian(format, rate);
    put_little_endian(format, rate * frame_bytes);
    put_little_endian(format, static_cast<std::uint16_t>(frame_bytes));
    put_little_endian(format, static_cast<std::uint16_t>(bits_of(encoding_)));
    if (is_float) put_little_endian(format, std::uint16_t{0});

    std::string chunks;
    put_chunk(chunks, "fmt ", format);
    if (is_float) {
      std::string fact;
      put_little_endian(fact, static_cast<std::uint32_t>(std::min<std::uint64_t>(frame_count_, kSeeDs64)));
      put_chunk(chunks, "fact", fact);
    }
    const std::uint64_t total = 4 + kRiffHeaderBytes + kDs64Bytes + chunks.size() + kRiffHeaderBytes + data_bytes_ +
                                data_bytes_ % 2 + info_.size();
    const bool is_large = is_finished && total > kMaxRiffBytes;
    const auto size32 = [&](std::uint64_t size) { return is_large ? kSeeDs64 : static_cast<std::uint32_t>(size); };
    std::string out = is_large ? "RF64" : "RIFF";
    put_little_endian(out, size32(total));
    out += "WAVE";
    std::string sizes(kDs64Bytes, '\0');
    if (is_large) {
      sizes.clear();
      put_little_endian(sizes, total);
      put_little_endian(sizes, data_bytes_);
      put_little_endian(sizes, frame_count_);
      put_little_endian(sizes, std::uint32_t{0});
    }
    put_chunk(out, is_large ? "ds64" : "JUNK", sizes);
    out += chunks + "data";
    put_little_endian(out, size32(data_bytes_));
    return out;
  }

  OutputFile& file_;
  AudioFormat format_;
  WavFileEncoding encoding_;
  std::string info_;
  std::string bytes_;
  std::uint64_t data_bytes_ = 0;
  std::uint64_t frame_count_ = 0;
};

}  // namespace

Result<std::unique_ptr<AudioWriter>> open_wav_writer(OutputFile& file, const AudioFormat& format,
                                                     WavFileEncoding encoding, const AudioTags& tags) {
  TRY_VOID(check_format(format));
  auto writer = std::make_unique<WavFileWriter>(file, format, encoding, tags);
  TRY_VOID(writer->start());
  return std::unique_ptr<AudioWriter>(std::move(writer));
}

}  // namespace timbre::audio
