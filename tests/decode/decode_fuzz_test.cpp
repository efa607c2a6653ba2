/// Seeded mutations of real files, through the whole path.

#include <chrono>

#include "decode_tools.h"
#include "mutation.h"

namespace timbre::audio {
namespace {

// Rung: property. Samples or a clear error, in time, and never a crash or a blocked system call in the decoder: those
// are contained and would be reported, but an honest decoder has none. FFmpeg's processes take 30 ms to start, hence
// the counts; the WAV reader's own fuzz (wav_fuzz_test.cpp) runs without a process at 200 000.
void fuzz(const std::string& extension, const std::vector<std::string>& options, int count) {
  const TemporaryFolder folder;
  const auto wav = write_wav(folder.path() / "source.wav", test_sound(16000, 0.15));
  const auto original = folder.path() / ("original." + extension);
  ASSERT_TRUE(convert(wav, options, original));
  const std::string bytes = read_bytes(original);
  SeededRandom random(11);
  DecodeOptions limits;
  limits.stall_limit = std::chrono::seconds(10);
  limits.total_limit = std::chrono::seconds(10);
  int decoded_count = 0;
  for (int i = 0; i < count; ++i) {
    const auto path = folder.path() / "mutant";
    write_bytes(path, with_ogg_checksums(mutated(bytes, random)));
    const auto decoded = decode_file(path, limits);
    decoded_count += decoded.ok() ? 1 : 0;
    if (decoded.ok()) continue;
    const std::string& message = decoded.error().message;
    for (const char* bad : {"decoder stopped", "no progress", "took longer", "makes no sense"}) {
      if (message.find(bad) == std::string::npos) continue;
      std::filesystem::copy_file(path, std::filesystem::temp_directory_path() / ("timbre-fuzz-" + extension),
                                 std::filesystem::copy_options::overwrite_existing);
      FAIL() << extension << " mutation " << i << ": " << message << " (kept in the temporary folder)";
    }
  }
  std::printf("%s: %d mutations, %d decoded\n", extension.c_str(), count, decoded_count);
}

TEST(DecodeFuzz, Wav) {
  TIMBRE_NEEDS_FFMPEG();
  fuzz("wav", {}, 500);
}
TEST(DecodeFuzz, Flac) {
  TIMBRE_NEEDS_FFMPEG();
  fuzz("flac", {}, 25);
}
TEST(DecodeFuzz, Mp3) {
  TIMBRE_NEEDS_FFMPEG();
  fuzz("mp3", {}, 25);
}
TEST(DecodeFuzz, OggOpus) {
  TIMBRE_NEEDS_FFMPEG();
  fuzz("opus", {"-c:a", "libopus"}, 25);
}
TEST(DecodeFuzz, OggVorbis) {
  TIMBRE_NEEDS_FFMPEG();
  fuzz("ogg", {"-c:a", "libvorbis"}, 25);
}
TEST(DecodeFuzz, M4a) {
  TIMBRE_NEEDS_FFMPEG();
  fuzz("m4a", {"-c:a", "aac"}, 25);
}
TEST(DecodeFuzz, Webm) {
  TIMBRE_NEEDS_FFMPEG();
  fuzz("webm", {"-c:a", "libopus"}, 25);
}

}  // namespace
}  // namespace timbre::audio
