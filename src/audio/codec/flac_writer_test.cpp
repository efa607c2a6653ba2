// Rung: exact. libFLAC's own decoder says what the file holds, checking its MD5.
#include "audio/codec/flac_writer.h"

#include <FLAC/stream_decoder.h>
#include <cmath>

#include "gtest/gtest.h"

#include "audio/testing/signals.h"
#include "base/testing/memory_file_system.h"

namespace timbre::audio {
namespace {

AudioBuffer on_grid(AudioBuffer audio, int bits) {
  const double scale = std::ldexp(1.0, bits - 1);
  for (int c = 0; c < audio.format().channel_count; ++c) {
    for (float& x : audio.channel(c)) x = static_cast<float>(std::nearbyint(x * scale) / scale);
  }
  return audio;
}

Result<std::string> encoded(const AudioView& audio, int bits, std::size_t block, const AudioTags& tags = {}) {
  MemoryFileSystem disk;
  TRY(const auto file, disk.open_for_writing("/x", WriteMode::CreateNew));
  TRY(const auto writer, open_flac_writer(*file, audio.format(), bits, tags));
  for (std::size_t at = 0; at < audio.frame_count(); at += block) TRY_VOID(writer->write(audio.slice(at, block)));
  TRY_VOID(writer->finish());
  return disk.files["/x"];
}

struct Decoded {
  std::string_view bytes;
  std::vector<std::vector<FLAC__int32>> channels;
  unsigned bits = 0;
  unsigned rate_hz = 0;
  std::uint64_t total = 0;
  bool is_sound = true;
  bool md5_holds = false;
};

Decoded decoded(std::string_view bytes) {
  Decoded out;
  out.bytes = bytes;
  FLAC__StreamDecoder* decoder = FLAC__stream_decoder_new();
  FLAC__stream_decoder_set_md5_checking(decoder, true);
  const auto read = [](const FLAC__StreamDecoder*, FLAC__byte to[], std::size_t* count, void* self) {
    auto& d = *static_cast<Decoded*>(self);
    *count = d.bytes.copy(reinterpret_cast<char*>(to), *count);
    d.bytes.remove_prefix(*count);
    return *count > 0 ? FLAC__STREAM_DECODER_READ_STATUS_CONTINUE : FLAC__STREAM_DECODER_READ_STATUS_END_OF_STREAM;
  };
  const auto write = [](const FLAC__StreamDecoder*, const FLAC__Frame* frame, const FLAC__int32* const in[],
                        void* self) {
    auto& d = *static_cast<Decoded*>(self);
    d.channels.resize(frame->header.channels);
    for (unsigned c = 0; c < frame->header.channels; ++c) {
      d.channels[c].insert(d.channels[c].end(), in[c], in[c] + frame->header.blocksize);
    }
    return FLAC__STREAM_DECODER_WRITE_STATUS_CONTINUE;
  };
  const auto metadata = [](const FLAC__StreamDecoder*, const FLAC__StreamMetadata* block, void* self) {
    auto& d = *static_cast<Decoded*>(self);
    if (block->type != FLAC__METADATA_TYPE_STREAMINFO) return;
    d.bits = block->data.stream_info.bits_per_sample;
    d.rate_hz = block->data.stream_info.sample_rate;
    d.total = block->data.stream_info.total_samples;
  };
  const auto error = [](const FLAC__StreamDecoder*, FLAC__StreamDecoderErrorStatus, void* self) {
    static_cast<Decoded*>(self)->is_sound = false;
  };
  FLAC__stream_decoder_init_stream(decoder, read, nullptr, nullptr, nullptr, nullptr, write, metadata, error, &out);
  out.is_sound = FLAC__stream_decoder_process_until_end_of_stream(decoder) && out.is_sound;
  out.md5_holds = FLAC__stream_decoder_finish(decoder);
  FLAC__stream_decoder_delete(decoder);
  return out;
}

TEST(FlacWriter, KeepsEverySampleOfEveryDepthRateAndChannelCount) {
  for (const int bits : {8, 16, 24}) {
    for (const int rate : {8000, 22050, 48000, 96123, 192000}) {
      const AudioBuffer audio = on_grid(stereo(white_noise(rate, 0.3, 0.2, 1), white_noise(rate, 0.3, 0.2, 2)), bits);
      const auto bytes = encoded(audio.view(), bits, 1000);
      ASSERT_TRUE(bytes.ok()) << bytes.error().message;
      const Decoded back = decoded(*bytes);
      ASSERT_TRUE(back.is_sound && back.md5_holds) << bits << " " << rate;
      EXPECT_EQ(back.bits, static_cast<unsigned>(bits));
      EXPECT_EQ(back.rate_hz, static_cast<unsigned>(rate));
      EXPECT_EQ(back.total, audio.frame_count());
      ASSERT_EQ(back.channels.size(), 2U);
      for (int c = 0; c < 2; ++c) {
        for (std::size_t i = 0; i < audio.frame_count(); ++i) {
          ASSERT_EQ(back.channels[static_cast<std::size_t>(c)][i], std::ldexp(audio.channel(c)[i], bits - 1));
        }
      }
    }
  }
}

// Rung: property.
TEST(FlacWriter, AnyChunkingGivesTheSameBytes) {
  const AudioBuffer audio = on_grid(white_noise(24000, 0.5, 0.1, 3), 16);
  EXPECT_EQ(*encoded(audio.view(), 16, 77), *encoded(audio.view(), 16, 12000));
}

TEST(FlacWriter, TagsAreInTheFileAndAnEmptyOneIsNot) {
  const AudioBuffer audio(8000, std::vector<float>(100));
  const auto bytes = encoded(audio.view(), 16, 100, {.title = "A \"take\"\n", .software = "timbre", .source = "x.wav"});
  ASSERT_TRUE(bytes.ok());
  EXPECT_NE(bytes->find("TITLE=A \"take\"\\n"), std::string::npos);
  EXPECT_NE(bytes->find("ENCODER=timbre"), std::string::npos);
  EXPECT_NE(bytes->find("SOURCE=x.wav"), std::string::npos);
  EXPECT_EQ(bytes->find("DATE="), std::string::npos);
}

TEST(FlacWriter, RefusesWhatItCannotKeepExactly) {
  for (const float bad : {0.1F, 1.0F, -1.5F, std::nanf("")}) {
    const AudioBuffer audio(8000, {0.5F, bad});
    const auto bytes = encoded(audio.view(), 16, 10);
    ASSERT_FALSE(bytes.ok()) << bad;
    EXPECT_EQ(bytes.error().kind, ErrorKind::InvalidInput);
  }
  EXPECT_FALSE(encoded(AudioBuffer(8000, {0.5F}).view(), 20, 10).ok());
  EXPECT_FALSE(encoded(AudioBuffer(1000, {0.5F}).view(), 16, 10).ok());
}

TEST(FlacWriter, AFullDiskIsSaid) {
  MemoryFileSystem disk;
  const AudioBuffer audio = on_grid(white_noise(48000, 2.0, 0.1, 3), 16);
  disk.room_bytes = 5000;
  const auto file = disk.open_for_writing("/x", WriteMode::CreateNew);
  const auto writer = open_flac_writer(**file, audio.format(), 16, {});
  ASSERT_TRUE(writer.ok());
  Result<void> done = (*writer)->write(audio.view());
  if (done.ok()) done = (*writer)->finish();
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().kind, ErrorKind::Unavailable);
}

}  // namespace
}  // namespace timbre::audio
