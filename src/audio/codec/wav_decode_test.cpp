#include "audio/codec/wav_decode.h"

#include <bit>
#include <cmath>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "audio/testing/memory_sink.h"
#include "audio/testing/wav_bytes.h"

namespace timbre::audio {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

MemorySink decoded(const WavBytes& wav) {
  MemorySink sink;
  const auto summary = decode_wav_bytes(wav.bytes(), sink);
  EXPECT_TRUE(summary.ok()) << summary.error().message;
  return sink;
}

std::string error_of(std::string_view bytes) {
  MemorySink sink;
  const auto summary = decode_wav_bytes(bytes, sink);
  return summary.ok() ? "no error" : summary.error().message;
}

// Rung: exact, for every encoding.
TEST(WavDecode, ReadsEveryPlainEncoding) {
  WavBytes wav;
  wav.data = pcm16({0, 1, -1, 32767, -32768});
  EXPECT_THAT(decoded(wav).all_samples, ElementsAre(0.0F, 1 / 32768.0F, -1 / 32768.0F, 32767 / 32768.0F, -1.0F));
  wav.bits = 8;
  wav.data = std::string("\x80\x81\x00\xFF", 4);
  EXPECT_THAT(decoded(wav).all_samples, ElementsAre(0.0F, 1 / 128.0F, -1.0F, 127 / 128.0F));
  EXPECT_EQ(decoded(wav).stored_seen.codec, "pcm_u8");
  wav.bits = 24;
  wav.data = std::string("\x01\x00\x00\xFF\xFF\xFF\x00\x00\x80\xFF\xFF\x7F", 12);
  EXPECT_THAT(decoded(wav).all_samples, ElementsAre(1 / 8388608.0F, -1 / 8388608.0F, -1.0F, 8388607 / 8388608.0F));
  wav.bits = 32;
  wav.data = std::string("\x00\x00\x00\x80\x00\x00\x00\x40", 8);
  EXPECT_THAT(decoded(wav).all_samples, ElementsAre(-1.0F, 0.5F));
  EXPECT_EQ(decoded(wav).stored_seen.bit_depth, 32);
}

TEST(WavDecode, ReadsFloatsAsTheyAre) {
  WavBytes wav;
  wav.format_tag = 3;
  wav.bits = 32;
  put_little_endian(wav.data, std::bit_cast<std::uint32_t>(1.75F));
  put_little_endian(wav.data, std::bit_cast<std::uint32_t>(-INFINITY));
  put_little_endian(wav.data, std::uint32_t{0x7FC00000});
  const MemorySink sink = decoded(wav);
  EXPECT_EQ(sink.all_samples[0], 1.75F);
  EXPECT_EQ(sink.all_samples[1], -INFINITY);
  EXPECT_TRUE(std::isnan(sink.all_samples[2]));
  EXPECT_TRUE(sink.stored_seen.is_float);
  EXPECT_EQ(sink.stored_seen.codec, "pcm_f32le");
  wav.bits = 64;
  wav.data.clear();
  put_little_endian(wav.data, std::bit_cast<std::uint64_t>(-0.1));
  EXPECT_THAT(decoded(wav).all_samples, ElementsAre(static_cast<float>(-0.1)));
}

// Rung: standard, ITU-T G.711 tables 1a and 2a, in 16-bit steps.
TEST(WavDecode, ExpandsALawAndMuLaw) {
  WavBytes wav;
  wav.bits = 8;
  wav.format_tag = 6;
  wav.data = std::string("\xD5\x55\xAA\x2A", 4);
  const MemorySink a_law = decoded(wav);
  EXPECT_THAT(a_law.all_samples, ElementsAre(8 / 32768.0F, -8 / 32768.0F, 32256 / 32768.0F, -32256 / 32768.0F));
  EXPECT_TRUE(a_law.stored_seen.is_lossy);
  EXPECT_FALSE(a_law.stored_seen.bit_depth.has_value());
  wav.format_tag = 7;
  wav.data = std::string("\xFF\x80\x00", 3);
  EXPECT_THAT(decoded(wav).all_samples, ElementsAre(0.0F, 32124 / 32768.0F, -32124 / 32768.0F));
}

TEST(WavDecode, ReadsTheExtensibleFormat) {
  WavBytes wav;
  wav.channel_count = 2;
  wav.bits = 32;
  wav.valid_bits = 24;
  wav.channel_mask = 3;
  wav.data = std::string("\x00\x00\x00\x40\x00\x00\x00\xC0", 8);
  const MemorySink sink = decoded(wav);
  EXPECT_EQ(sink.stored_seen.bit_depth, 24);
  EXPECT_EQ(sink.stored_seen.codec, "pcm_s32le");
  EXPECT_EQ(sink.stored_seen.channel_layout, "stereo");
  EXPECT_EQ(sink.format_seen, (AudioFormat{48000, 2}));
  EXPECT_THAT(sink.all_samples, ElementsAre(0.5F, -0.5F));
}

TEST(WavDecode, SkipsOtherChunksAndOddPadding) {
  WavBytes wav;
  wav.before_format = WavBytes::chunk("JUNK", "odd");
  wav.before_data = WavBytes::chunk("LIST", "INFOx");
  wav.data = pcm16({5, 6});
  wav.after_data = WavBytes::chunk("id3 ", "not sound");
  EXPECT_EQ(decoded(wav).all_samples.size(), 2U);
  EXPECT_TRUE(decoded(wav).notes.empty());
}

TEST(WavDecode, ReadsStreamsWithoutALength) {
  for (const std::uint32_t size : {0U, 0xFFFFFFFFU}) {
    WavBytes wav;
    wav.data = pcm16({1, 2, 3});
    wav.said_data_bytes = size;
    wav.said_riff_bytes = size == 0 ? 36U : size;
    EXPECT_EQ(decoded(wav).all_samples.size(), 3U) << size;
    EXPECT_TRUE(decoded(wav).notes.empty());
  }
}

TEST(WavDecode, KeepsAnEmptyDataChunkEmpty) {
  WavBytes wav;
  wav.after_data = WavBytes::chunk("LIST", "INFOsomething");
  EXPECT_TRUE(decoded(wav).all_samples.empty());
}

TEST(WavDecode, ReadsRf64AndBw64) {
  for (const std::string id : {"RF64", "BW64"}) {
    WavBytes wav;
    wav.id = id;
    std::string sizes;
    put_little_endian(sizes, std::uint64_t{100});
    put_little_endian(sizes, std::uint64_t{4});
    put_little_endian(sizes, std::uint64_t{2});
    put_little_endian(sizes, std::uint32_t{0});
    wav.before_format = WavBytes::chunk("ds64", sizes);
    wav.data = pcm16({7, 8});
    wav.after_data = WavBytes::chunk("axml", "<x/>");
    wav.said_data_bytes = 0xFFFFFFFF;
    wav.said_riff_bytes = 0xFFFFFFFF;
    const MemorySink sink = decoded(wav);
    EXPECT_EQ(sink.all_samples.size(), 2U);
    EXPECT_EQ(sink.stored_seen.container, id == "RF64" ? "rf64" : "bw64");
  }
}

TEST(WavDecode, UsesWhatACutOffFileHolds) {
  WavBytes wav;
  wav.data = pcm16({1, 2, 3});
  wav.said_data_bytes = 960000;
  MemorySink sink;
  const auto summary = decode_wav_bytes(wav.bytes(), sink);
  ASSERT_TRUE(summary.ok());
  EXPECT_TRUE(summary->is_truncated);
  EXPECT_EQ(sink.all_samples.size(), 3U);
  ASSERT_EQ(sink.notes.size(), 1U);
  EXPECT_THAT(sink.notes[0], HasSubstr("promises 10.000 s (480000 frames), it holds 0.000 s (3 frames)"));
}

TEST(WavDecode, HandsOtherCodecsOver) {
  for (const std::uint16_t tag : {std::uint16_t{2}, std::uint16_t{0x11}, std::uint16_t{0x55}, std::uint16_t{0xFFFF}}) {
    WavBytes wav;
    wav.format_tag = tag;
    wav.data = pcm16({1, 2, 3});
    MemorySink sink;
    const auto summary = decode_wav_bytes(wav.bytes(), sink);
    ASSERT_TRUE(summary.ok());
    EXPECT_TRUE(summary->hand_over) << tag;
    EXPECT_TRUE(sink.all_samples.empty());
  }
}

TEST(WavDecode, SaysWhatIsWrongWithAHeader) {
  WavBytes wav;
  wav.data = pcm16({1});
  const std::string good = wav.bytes();
  EXPECT_THAT(error_of(good.substr(0, 7)), HasSubstr("header is cut off after 7 bytes. Export the recording again"));
  EXPECT_THAT(error_of(good.substr(0, 30)), HasSubstr("cut off in its format"));
  EXPECT_THAT(error_of(good.substr(0, 12)), HasSubstr("cut off before its format"));
  EXPECT_THAT(error_of(good.substr(0, 40)), HasSubstr("cut off before its data"));
  wav.channel_count = 20;
  EXPECT_THAT(error_of(wav.bytes()), HasSubstr("20 channels; Timbre handles 1 to 8"));
  wav.channel_count = 0;
  EXPECT_THAT(error_of(wav.bytes()), HasSubstr("0 channels"));
  wav.channel_count = 1;
  wav.rate_hz = 4000;
  EXPECT_THAT(error_of(wav.bytes()), HasSubstr("4000 Hz; Timbre handles 8000 to 192000 Hz"));
  wav.rate_hz = 0xFFFFFFFF;
  EXPECT_THAT(error_of(wav.bytes()), HasSubstr("Timbre handles 8000 to 192000 Hz"));
}

/// A file as large as it says, whose bytes are all zero behind the header.
class HugeSource : public ByteSource {
 public:
  HugeSource(std::string header, std::uint64_t size_bytes) : header_(std::move(header)), size_bytes_(size_bytes) {}
  [[nodiscard]] std::uint64_t size_bytes() const override { return size_bytes_; }
  Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> out) override {
    for (auto& byte : out) {
      byte = offset < header_.size() ? static_cast<std::byte>(header_[offset]) : std::byte{0};
      ++offset;
    }
    return out.size();
  }

 private:
  std::string header_;
  std::uint64_t size_bytes_;
};

TEST(WavDecode, RefusesMoreThanThreeHours) {
  WavBytes wav;
  wav.rate_hz = 8000;
  wav.said_data_bytes = 2U * 8000U * 3600U * 4U;
  HugeSource source(wav.bytes(), 44 + std::uint64_t{*wav.said_data_bytes});
  MemorySink sink;
  const auto summary = decode_wav(source, sink);
  ASSERT_FALSE(summary.ok());
  EXPECT_THAT(summary.error().message, HasSubstr("4.00 hours long; the limit is 3 hours. Cut it into parts"));
  EXPECT_TRUE(sink.all_samples.empty());
}

}  // namespace
}  // namespace timbre::audio
