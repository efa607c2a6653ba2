/// The FFmpeg decoder in this process, where thousands of files take seconds, and the sanitizers see every byte.

#include "audio/codec/ffmpeg_decode.h"
#include "audio/testing/memory_sink.h"
#include "decode_tools.h"
#include "mutation.h"

namespace timbre::audio {
namespace {

// Rung: property. Samples that fit the format, or a clear error.
void fuzz(const std::string& extension, const std::vector<std::string>& options, int count) {
  const TemporaryFolder folder;
  const auto wav = write_wav(folder.path() / "source.wav", test_sound(16000, 0.15));
  const auto original = folder.path() / ("original." + extension);
  ASSERT_TRUE(convert(wav, options, original));
  const std::string bytes = read_bytes(original);
  SeededRandom random(12);
  int decoded_count = 0;
  for (int i = 0; i < count; ++i) {
    const std::string mutant = with_ogg_checksums(mutated(bytes, random));
    MemorySource source(std::as_bytes(std::span(mutant)));
    MemorySink sink;
    const auto summary = decode_with_ffmpeg(source, sink);
    if (!summary.ok()) {
      ASSERT_FALSE(summary.error().message.empty());
      continue;
    }
    ++decoded_count;
    ASSERT_TRUE(check_format(sink.format_seen).ok());
    ASSERT_EQ(sink.all_samples.size(), summary->frame_count * static_cast<std::size_t>(sink.format_seen.channel_count));
  }
  std::printf("%s: %d mutations, %d decoded\n", extension.c_str(), count, decoded_count);
}

class FfmpegFuzz : public testing::Test {
 protected:
  static void SetUpTestSuite() { prepare_ffmpeg(); }
};

TEST_F(FfmpegFuzz, Flac) {
  TIMBRE_NEEDS_FFMPEG();
  fuzz("flac", {}, 1000);
}
TEST_F(FfmpegFuzz, Mp3) {
  TIMBRE_NEEDS_FFMPEG();
  fuzz("mp3", {}, 1000);
}
TEST_F(FfmpegFuzz, OggOpus) {
  TIMBRE_NEEDS_FFMPEG();
  fuzz("opus", {"-c:a", "libopus"}, 1000);
}
TEST_F(FfmpegFuzz, OggVorbis) {
  TIMBRE_NEEDS_FFMPEG();
  fuzz("ogg", {"-c:a", "libvorbis"}, 1000);
}
TEST_F(FfmpegFuzz, M4a) {
  TIMBRE_NEEDS_FFMPEG();
  fuzz("m4a", {"-c:a", "aac"}, 1000);
}
TEST_F(FfmpegFuzz, Webm) {
  TIMBRE_NEEDS_FFMPEG();
  fuzz("webm", {"-c:a", "libopus"}, 1000);
}
TEST_F(FfmpegFuzz, Aiff) {
  TIMBRE_NEEDS_FFMPEG();
  fuzz("aiff", {}, 1000);
}

}  // namespace
}  // namespace timbre::audio
