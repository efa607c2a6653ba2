// Rung: exact.
#include "audio/codec/wav_file_writer.h"

#include <cmath>

#include "gtest/gtest.h"

#include "audio/testing/memory_sink.h"
#include "audio/testing/signals.h"
#include "base/testing/memory_file_system.h"

namespace timbre::audio {
namespace {

Result<std::string> written(const AudioView& audio, WavFileEncoding encoding, std::size_t block,
                            const AudioTags& tags = {}) {
  MemoryFileSystem disk;
  TRY(const auto file, disk.open_for_writing("/x", WriteMode::CreateNew));
  TRY(const auto writer, open_wav_writer(*file, audio.format(), encoding, tags));
  for (std::size_t at = 0; at < audio.frame_count(); at += block) TRY_VOID(writer->write(audio.slice(at, block)));
  TRY_VOID(writer->finish());
  return disk.files["/x"];
}

TEST(WavFileWriter, TheReaderGetsBackEverySample) {
  for (const auto& [encoding, bits] : {std::pair{WavFileEncoding::Pcm8, 8}, std::pair{WavFileEncoding::Pcm16, 16},
                                       std::pair{WavFileEncoding::Pcm24, 24}, std::pair{WavFileEncoding::Float32, 0}}) {
    AudioBuffer audio = stereo(white_noise(44100, 0.1, 0.2, 1), white_noise(44100, 0.1, 0.2, 2));
    if (bits > 0) {
      const double scale = std::ldexp(1.0, bits - 1);
      for (int c = 0; c < 2; ++c) {
        for (float& x : audio.channel(c)) x = static_cast<float>(std::nearbyint(x * scale) / scale);
      }
      audio.channel(0)[0] = -1.0F;
    } else {
      audio.channel(0)[0] = 3.5F;
    }
    const auto bytes = written(audio.view(), encoding, 999, {.title = "odd", .date = "2026-03-01"});
    ASSERT_TRUE(bytes.ok()) << bytes.error().message;
    MemorySink sink;
    const auto summary = decode_wav_bytes(*bytes, sink);
    ASSERT_TRUE(summary.ok()) << summary.error().message;
    EXPECT_FALSE(summary->is_truncated);
    ASSERT_EQ(summary->frame_count, audio.frame_count());
    EXPECT_EQ(sink.stored_seen.bit_depth, bits > 0 ? bits : 32);
    for (std::size_t i = 0; i < audio.frame_count(); ++i) {
      ASSERT_EQ(sink.all_samples[2 * i], audio.channel(0)[i]);
      ASSERT_EQ(sink.all_samples[2 * i + 1], audio.channel(1)[i]);
    }
    EXPECT_NE(bytes->find("INAM"), std::string::npos);
    EXPECT_NE(bytes->find("2026-03-01"), std::string::npos);
    EXPECT_EQ(bytes->size() % 2, 0U);
  }
}

TEST(WavFileWriter, OddDataIsPaddedAndNoFramesAreAFile) {
  const auto odd = written(AudioBuffer(8000, {0.5F}).view(), WavFileEncoding::Pcm8, 1);
  ASSERT_TRUE(odd.ok());
  EXPECT_EQ(odd->size() % 2, 0U);
  const auto none = written(AudioBuffer(8000, {}).view(), WavFileEncoding::Pcm16, 1);
  ASSERT_TRUE(none.ok());
  EXPECT_EQ(none->substr(none->size() - 8, 4), "data");
}

TEST(WavFileWriter, RefusesWhatItCannotKeepExactly) {
  EXPECT_FALSE(written(AudioBuffer(8000, {0.1F}).view(), WavFileEncoding::Pcm16, 1).ok());
  EXPECT_FALSE(written(AudioBuffer(8000, {1.0F}).view(), WavFileEncoding::Pcm24, 1).ok());
  EXPECT_FALSE(written(AudioBuffer(100, {0.5F}).view(), WavFileEncoding::Pcm16, 1).ok());
}

/// Counts what is written and keeps the head: 5 GiB need not be held.
class CountingFile : public OutputFile {
 public:
  Result<void> write(std::string_view bytes) override {
    if (head.size() < 200) head += bytes.substr(0, 200 - std::min<std::size_t>(200, head.size()));
    size_bytes += bytes.size();
    return {};
  }
  Result<void> write_at(std::uint64_t offset, std::string_view bytes) override {
    head.replace(offset, bytes.size(), bytes);
    return {};
  }
  Result<void> sync() override { return {}; }
  std::string head;
  std::uint64_t size_bytes = 0;
};

std::uint64_t number_at(std::string_view bytes, std::size_t at) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < 8; ++i) value |= std::uint64_t{static_cast<unsigned char>(bytes[at + i])} << (8 * i);
  return value;
}

// Rung: standard. EBU Tech 3306, the ds64 chunk comes first and holds the sizes that do not fit 32 bits.
TEST(WavFileWriter, IsRf64Above4GiB) {
  CountingFile file;
  const AudioBuffer second({192000, 8}, 192000);
  const auto writer = open_wav_writer(file, second.format(), WavFileEncoding::Float32, {});
  ASSERT_TRUE(writer.ok());
  constexpr std::uint64_t kSeconds = 700;
  for (std::uint64_t i = 0; i < kSeconds; ++i) ASSERT_TRUE((*writer)->write(second.view()).ok());
  ASSERT_TRUE((*writer)->finish().ok());
  const std::uint64_t data = kSeconds * 192000 * 8 * 4;
  EXPECT_EQ(file.head.substr(0, 4), "RF64");
  EXPECT_EQ(file.head.substr(12, 4), "ds64");
  EXPECT_EQ(number_at(file.head, 20), file.size_bytes - 8);
  EXPECT_EQ(number_at(file.head, 28), data);
  EXPECT_EQ(number_at(file.head, 36), kSeconds * 192000);
}

}  // namespace
}  // namespace timbre::audio
