/// Every accepted format gives the right samples and the right facts.
///
/// Oracle: the ffmpeg command's own decode of the same file, and for lossless formats the source itself.

#include <algorithm>
#include <cmath>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audio/testing/wav_bytes.h"
#include "decode_tools.h"

namespace timbre::audio {
namespace {

using testing::HasSubstr;

struct Format {
  const char* name;
  const char* extension;
  std::vector<std::string> options;
  const char* container;
  const char* codec;
  int channel_count = 1;
  int rate_hz = 48000;
  std::optional<int> bit_depth;
  bool is_float = false;
};

std::ostream& operator<<(std::ostream& out, const Format& format) { return out << format.name; }

class Lossless : public testing::TestWithParam<Format> {};
class Lossy : public testing::TestWithParam<Format> {};

AudioBuffer source_sound(const Format& format) {
  const AudioBuffer left = test_sound(format.rate_hz, 0.7);
  return format.channel_count == 1 ? left : stereo(left, scaled(white_noise(format.rate_hz, 0.7, 0.1, 9), 1.0));
}

void expect_facts(const DecodedAudio& decoded, const Format& format, bool is_lossy) {
  EXPECT_EQ(decoded.stored.container, format.container);
  EXPECT_EQ(decoded.stored.codec, format.codec);
  EXPECT_EQ(decoded.stored.bit_depth, format.bit_depth);
  EXPECT_EQ(decoded.stored.is_float, format.is_float);
  EXPECT_EQ(decoded.stored.is_lossy, is_lossy);
  EXPECT_EQ(decoded.stored.sample_rate_hz, format.rate_hz);
  EXPECT_EQ(decoded.stored.channel_count, format.channel_count);
  EXPECT_EQ(decoded.audio.format(), (AudioFormat{format.rate_hz, format.channel_count}));
  EXPECT_TRUE(decoded.notes.empty()) << decoded.notes.front();
}

// Rung: exact. A 16-bit source survives every lossless path bit by bit.
TEST_P(Lossless, GivesTheSourceExactly) {
  TIMBRE_NEEDS_FFMPEG();
  const Format& format = GetParam();
  const TemporaryFolder folder;
  const auto wav = write_wav(folder.path() / "source.wav", source_sound(format));
  const auto file = folder.path() / (std::string("clip.") + format.extension);
  ASSERT_TRUE(convert(wav, format.options, file));
  const auto source = decode_file(wav);
  const auto decoded = decode_file(file);
  ASSERT_TRUE(source.ok() && decoded.ok()) << (decoded.ok() ? "" : decoded.error().message);
  expect_facts(*decoded, format, false);
  EXPECT_EQ(interleaved(decoded->audio), interleaved(source->audio));
}

const std::vector<Format> kLosslessFormats{
    {"wav_s16_stereo", "wav", {"-c:a", "pcm_s16le"}, "wav", "pcm_s16le", 2, 44100, 16},
    {"wav_s24", "wav", {"-c:a", "pcm_s24le"}, "wav", "pcm_s24le", 1, 48000, 24},
    {"wav_s32", "wav", {"-c:a", "pcm_s32le"}, "wav", "pcm_s32le", 1, 8000, 32},
    {"wav_f32", "wav", {"-c:a", "pcm_f32le"}, "wav", "pcm_f32le", 2, 192000, 32, true},
    {"wav_f64", "wav", {"-c:a", "pcm_f64le"}, "wav", "pcm_f64le", 1, 22050, 64, true},
    {"rf64", "wav", {"-rf64", "always"}, "rf64", "pcm_s16le", 1, 48000, 16},
    {"w64", "w64", {"-c:a", "pcm_s16le"}, "w64", "pcm_s16le", 1, 48000, 16},
    {"aiff_s16", "aiff", {"-c:a", "pcm_s16be"}, "aiff", "pcm_s16be", 1, 48000, 16},
    {"aiff_s24", "aiff", {"-c:a", "pcm_s24be"}, "aiff", "pcm_s24be", 2, 44100, 24},
    {"flac_16", "flac", {"-c:a", "flac"}, "flac", "flac", 2, 44100, 16},
    {"flac_24", "flac", {"-c:a", "flac", "-sample_fmt", "s32"}, "flac", "flac", 1, 96000, 24},
    {"ogg_flac", "ogg", {"-c:a", "flac"}, "ogg", "flac", 1, 48000, 16},
    {"alac", "m4a", {"-c:a", "alac"}, "mov,mp4,m4a,3gp,3g2,mj2", "alac", 1, 44100, 16},
    {"caf", "caf", {"-c:a", "pcm_s16le"}, "caf", "pcm_s16le", 1, 48000, 16},
    {"mkv_pcm", "mkv", {"-c:a", "pcm_s16le"}, "matroska,webm", "pcm_s16le", 1, 48000, 16}};

const auto kFormatName = [](const auto& info) { return std::string(info.param.name); };
INSTANTIATE_TEST_SUITE_P(Formats, Lossless, testing::ValuesIn(kLosslessFormats), kFormatName);

/// Signal to noise of `heard` against `meant`, in dB.
double snr_db(std::span<const float> meant, std::span<const float> heard) {
  double signal = 0.0;
  double noise = 0.0;
  for (std::size_t i = 0; i < std::min(meant.size(), heard.size()); ++i) {
    signal += static_cast<double>(meant[i]) * meant[i];
    noise += std::pow(static_cast<double>(heard[i]) - meant[i], 2);
  }
  return 10.0 * std::log10(signal / std::max(noise, 1e-30));
}

// Rung: oracle, exact: the very samples of the ffmpeg command, as many of them. And near the source without a shift:
// a decoder that keeps its encoder's delay is off by hundreds of samples and lands below 3 dB.
TEST_P(Lossy, GivesWhatFfmpegGives) {
  TIMBRE_NEEDS_FFMPEG();
  const Format& format = GetParam();
  const TemporaryFolder folder;
  const auto wav = write_wav(folder.path() / "source.wav", source_sound(format));
  const auto file = folder.path() / (std::string("clip.") + format.extension);
  ASSERT_TRUE(convert(wav, format.options, file));
  const auto source = decode_file(wav);
  const auto decoded = decode_file(file);
  ASSERT_TRUE(source.ok() && decoded.ok()) << (decoded.ok() ? "" : decoded.error().message);
  expect_facts(*decoded, format, true);
  const auto oracle = decoded_by_ffmpeg(file, folder.path());
  EXPECT_EQ(interleaved(decoded->audio), oracle);
  const double quality_db = snr_db(interleaved(source->audio), interleaved(decoded->audio));
  std::printf("%s: %zu frames of %zu, SNR %.1f dB\n", format.name, decoded->audio.frame_count(),
              source->audio.frame_count(), quality_db);
  EXPECT_GT(quality_db, 12.0);
  EXPECT_NEAR(static_cast<double>(decoded->audio.frame_count()), static_cast<double>(source->audio.frame_count()),
              1100.0);
}

const std::vector<Format> kLossyFormats{
    {"mp3", "mp3", {"-c:a", "libmp3lame", "-b:a", "192k"}, "mp3", "mp3", 1, 44100, {}},
    {"m4a_aac", "m4a", {"-c:a", "aac", "-b:a", "192k"}, "mov,mp4,m4a,3gp,3g2,mj2", "aac", 1, 44100, {}},
    {"ogg_opus", "opus", {"-c:a", "libopus", "-b:a", "192k"}, "ogg", "opus", 1, 48000, {}},
    {"ogg_vorbis", "ogg", {"-c:a", "libvorbis", "-b:a", "160k"}, "ogg", "vorbis", 1, 44100, {}},
    {"webm_opus", "webm", {"-c:a", "libopus", "-b:a", "192k"}, "matroska,webm", "opus", 1, 48000, {}},
    {"wav_alaw", "wav", {"-c:a", "pcm_alaw"}, "wav", "pcm_alaw", 1, 8000, {}},
    {"wav_mulaw", "wav", {"-c:a", "pcm_mulaw"}, "wav", "pcm_mulaw", 2, 16000, {}},
    {"wav_adpcm_falls_over", "wav", {"-c:a", "adpcm_ms"}, "wav", "adpcm_ms", 1, 22050, {}}};

INSTANTIATE_TEST_SUITE_P(Formats, Lossy, testing::ValuesIn(kLossyFormats), kFormatName);

// Rung: oracle, exact: all 256 codes.
TEST(Decode, ExpandsAllG711CodesAsFfmpegDoes) {
  TIMBRE_NEEDS_FFMPEG();
  const TemporaryFolder folder;
  for (const std::uint16_t tag : {std::uint16_t{6}, std::uint16_t{7}}) {
    WavBytes wav;
    wav.format_tag = tag;
    wav.bits = 8;
    for (int code = 0; code < 256; ++code) wav.data.push_back(static_cast<char>(code));
    write_bytes(folder.path() / "codes.wav", wav.bytes());
    const auto decoded = decode_file(folder.path() / "codes.wav");
    ASSERT_TRUE(decoded.ok()) << decoded.error().message;
    EXPECT_EQ(interleaved(decoded->audio), decoded_by_ffmpeg(folder.path() / "codes.wav", folder.path())) << tag;
  }
}

// FFmpeg does not know the encoder's delay of an MP3 in a WAV, so only the oracle can judge it.
TEST(Decode, HandsAWavWithAnotherCodecToFfmpeg) {
  TIMBRE_NEEDS_FFMPEG();
  const TemporaryFolder folder;
  const auto file = folder.path() / "mp3.wav";
  ASSERT_TRUE(convert(write_wav(folder.path() / "source.wav", test_sound(44100, 0.5)), {"-c:a", "libmp3lame"}, file));
  const auto decoded = decode_file(file);
  ASSERT_TRUE(decoded.ok()) << decoded.error().message;
  EXPECT_EQ(decoded->stored.codec, "mp3");
  EXPECT_EQ(decoded->stored.container, "wav");
  EXPECT_EQ(interleaved(decoded->audio), decoded_by_ffmpeg(file, folder.path()));
}

TEST(Decode, TakesTheSoundOfAVideo) {
  TIMBRE_NEEDS_FFMPEG();
  const TemporaryFolder folder;
  const auto wav = write_wav(folder.path() / "source.wav", test_sound(48000, 1.0));
  for (const auto& [name, audio] :
       {std::pair{"v.mp4", "aac"}, std::pair{"v.mkv", "pcm_s16le"}, std::pair{"v.webm", "libopus"}}) {
    const auto file = folder.path() / name;
    const std::string video = std::string(name) == "v.webm" ? "libvpx" : "libx264";
    if (!convert(wav,
                 {"-f", "lavfi", "-i", "testsrc=size=64x64:rate=10:duration=1", "-map", "1:v", "-map", "0:a", "-c:v",
                  video, "-c:a", audio},
                 file)) {
      GTEST_SKIP() << "SKIPPED: this ffmpeg cannot make " << name;
    }
    const auto decoded = decode_file(file);
    ASSERT_TRUE(decoded.ok()) << decoded.error().message;
    EXPECT_EQ(interleaved(decoded->audio), decoded_by_ffmpeg(file, folder.path())) << name;
    EXPECT_NEAR(decoded->audio.view().duration_s(), 1.0, 0.05);
  }
}

TEST(Decode, SaysThatItTookTheFirstOfTwoStreams) {
  TIMBRE_NEEDS_FFMPEG();
  const TemporaryFolder folder;
  const auto wav = write_wav(folder.path() / "source.wav", test_sound(48000, 0.3));
  const auto file = folder.path() / "two.mkv";
  ASSERT_TRUE(convert(wav, {"-map", "0:a", "-map", "0:a", "-c:a", "flac"}, file));
  const auto decoded = decode_file(file);
  ASSERT_TRUE(decoded.ok()) << decoded.error().message;
  ASSERT_EQ(decoded->notes.size(), 1U);
  EXPECT_THAT(decoded->notes[0], HasSubstr("2 audio streams; the first was used"));
}

// Rung: exact. Float samples beyond full scale pass through both decoders.
TEST(Decode, KeepsSamplesBeyondFullScale) {
  TIMBRE_NEEDS_FFMPEG();
  const TemporaryFolder folder;
  const AudioBuffer loud(48000, std::vector<float>(5000, 3.5F));
  const auto wav = write_wav(folder.path() / "loud.wav", loud, WavEncoding::Float32);
  const auto mkv = folder.path() / "loud.mkv";
  ASSERT_TRUE(convert(wav, {"-c:a", "pcm_f32le"}, mkv));
  for (const auto& path : {wav, mkv}) {
    const auto decoded = decode_file(path);
    ASSERT_TRUE(decoded.ok()) << decoded.error().message;
    EXPECT_EQ(interleaved(decoded->audio), interleaved(loud));
    EXPECT_TRUE(decoded->stored.is_float);
  }
}

// Rung: exact, across many blocks and every channel count.
TEST(Decode, PutsEveryChannelInItsPlace) {
  const TemporaryFolder folder;
  for (int channels = 1; channels <= kMaxChannelCount; ++channels) {
    AudioBuffer audio({96000, channels}, 100'003);
    for (int c = 0; c < channels; ++c) {
      for (std::size_t i = 0; i < audio.frame_count(); ++i)
        audio.channel(c)[i] = static_cast<float>(i) + 0.125F * static_cast<float>(c);
    }
    const auto decoded = decode_file(write_wav(folder.path() / "clip.wav", audio, WavEncoding::Float32));
    ASSERT_TRUE(decoded.ok()) << decoded.error().message;
    EXPECT_EQ(interleaved(decoded->audio), interleaved(audio)) << channels;
  }
}

TEST(Decode, ReadsAnOpenDescriptorFromItsBeginning) {
  const TemporaryFolder folder;
  const auto wav = write_wav(folder.path() / "clip.wav", test_sound(16000, 0.5));
  UniqueFd fd(::open(wav.c_str(), O_RDONLY | O_CLOEXEC));
  ASSERT_GT(::lseek(fd.get(), 1000, SEEK_SET), 0);
  const auto reader = AudioReader::open_fd(std::move(fd), "upload");
  ASSERT_TRUE(reader.ok()) << reader.error().message;
  EXPECT_EQ(decode_all(**reader)->audio.frame_count(), 8000U);
}

TEST(Decode, ReadsStandardInput) {
  const TemporaryFolder folder;
  const auto wav = write_wav(folder.path() / "clip.wav", test_sound(16000, 0.5));
  const UniqueFd kept(::dup(STDIN_FILENO));
  const UniqueFd file(::open(wav.c_str(), O_RDONLY | O_CLOEXEC));
  ASSERT_EQ(::dup2(file.get(), STDIN_FILENO), STDIN_FILENO);
  const auto reader = AudioReader::open_stdin();
  if (kept) ::dup2(kept.get(), STDIN_FILENO);
  ASSERT_TRUE(reader.ok()) << reader.error().message;
  EXPECT_EQ(decode_all(**reader)->audio.frame_count(), 8000U);
}

TEST(Decode, WorksWithStandardDescriptorsClosed) {
  const TemporaryFolder folder;
  const auto wav = write_wav(folder.path() / "clip.wav", test_sound(16000, 0.5));
  const pid_t child = ::fork();
  if (child == 0) {
    for (const int fd : {0, 1, 2}) ::close(fd);
    const auto decoded = decode_file(wav);
    ::_exit(decoded.ok() && decoded->audio.frame_count() == 8000U ? 0 : 1);
  }
  int status = -1;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
}

}  // namespace
}  // namespace timbre::audio
