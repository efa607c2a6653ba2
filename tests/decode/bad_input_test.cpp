/// Every bad input ends in its own clear message: what, which value, which limit, what to do.

#include <cmath>
#include <limits>
#include <sys/stat.h>
#include <unistd.h>

#include "audio/testing/wav_bytes.h"
#include "decode_tools.h"

namespace timbre::audio {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class BadInput : public testing::Test {
 protected:
  std::filesystem::path file(const std::string& name, std::string_view bytes) {
    write_bytes(folder_.path() / name, bytes);
    return folder_.path() / name;
  }
  std::filesystem::path wav(const AudioBuffer& audio, WavEncoding encoding = WavEncoding::Float32) {
    return write_wav(folder_.path() / "clip.wav", audio, encoding);
  }
  TemporaryFolder folder_;
};

constexpr const char* kExport = "xport it again as WAV or FLAC";

TEST_F(BadInput, EmptyFile) {
  EXPECT_THAT(decode_error(file("clip.wav", "")),
              AllOf(HasSubstr("clip.wav' is empty (0 bytes)"), HasSubstr("export")));
}

TEST_F(BadInput, Directory) {
  EXPECT_THAT(decode_error(folder_.path()), HasSubstr("is a folder. Name the recordings in it"));
}

TEST_F(BadInput, Missing) {
  const auto decoded = decode_file(folder_.path() / "gone.wav");
  ASSERT_FALSE(decoded.ok());
  EXPECT_EQ(decoded.error().kind, ErrorKind::NotFound);
  EXPECT_THAT(decoded.error().message, AllOf(HasSubstr("gone.wav"), HasSubstr("Check the spelling")));
}

TEST_F(BadInput, NoPermission) {
  const auto path = wav(test_sound(16000, 0.1));
  ASSERT_EQ(::chmod(path.c_str(), 0), 0);
  ASSERT_EQ(::chmod(folder_.path().c_str(), 0755), 0);
  const auto is_denied = [&path] {
    const auto decoded = decode_file(path);
    return !decoded.ok() && decoded.error().kind == ErrorKind::Denied &&
           decoded.error().message.find("chmod u+r") != std::string::npos;
  };
  const pid_t child = ::fork();  // root may read everything, so the question is asked as nobody
  if (child == 0) {
    constexpr uid_t kNobody = 65534;
    if (::geteuid() == 0 && ::setuid(kNobody) != 0) ::_exit(2);
    ::_exit(is_denied() ? 0 : 1);
  }
  int status = -1;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(WEXITSTATUS(status), 0) << "2: could not become nobody";
}

TEST_F(BadInput, Fifo) {
  const auto fifo = folder_.path() / "fifo.wav";
  ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
  EXPECT_THAT(decode_error(fifo), HasSubstr("is a FIFO (named pipe), not a file. Write the recording to a file first"));
}

TEST_F(BadInput, Device) { EXPECT_THAT(decode_error("/dev/zero"), HasSubstr("device, not a recording. Name a file")); }

TEST_F(BadInput, NotAudio) {
  std::string noise(100'000, '\0');
  SeededRandom random(5);
  for (char& byte : noise) byte = static_cast<char>(random.next());
  const std::string message = decode_error(file("noise.bin", noise));
  EXPECT_THAT(message, AllOf(HasSubstr("noise.bin"), HasSubstr(kExport)));
}

TEST_F(BadInput, TextNamedWav) {
  const auto decoded = decode_file(file("poem.wav", "Whose woods these are I think I know.\n"));
  ASSERT_FALSE(decoded.ok());
  EXPECT_EQ(decoded.error().kind, ErrorKind::Unsupported);
  EXPECT_THAT(decoded.error().message,
              AllOf(HasSubstr("poem.wav': this is not audio that Timbre can read"), HasSubstr(kExport)));
}

// A playlist would make FFmpeg open other files and addresses.
TEST_F(BadInput, Playlist) {
  const auto target = wav(test_sound(16000, 0.5), WavEncoding::Pcm16);
  EXPECT_THAT(
      decode_error(file("list.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n" + target.string() + "\n")),
      HasSubstr("not audio that Timbre can read"));
  EXPECT_THAT(decode_error(file("list.txt", "ffconcat version 1.0\nfile clip.wav\n")),
              HasSubstr("not audio that Timbre can read"));
}

TEST_F(BadInput, Picture) {
  TIMBRE_NEEDS_FFMPEG();
  const auto video = folder_.path() / "silent.mkv";
  ASSERT_TRUE(convert(
      wav(test_sound(16000, 0.5)),
      {"-f", "lavfi", "-i", "testsrc=size=64x64:duration=1", "-map", "1:v", "-c:v", "mjpeg", "-strict", "unofficial"},
      video));
  EXPECT_THAT(decode_error(video),
              HasSubstr("holds no sound, only pictures or other data. Choose a file with an audio track"));
}

TEST_F(BadInput, TruncatedHeader) {
  const std::string good = *encode_wav(test_sound(16000, 0.1).view(), WavEncoding::Pcm16);
  for (const std::size_t size : {4U, 11U, 20U, 36U, 43U}) {
    EXPECT_THAT(decode_error(file("clip.wav", good.substr(0, size))),
                AllOf(HasSubstr("is cut off"), HasSubstr("again as WAV or FLAC")));
  }
}

TEST_F(BadInput, TruncatedData) {
  const std::string good = *encode_wav(test_sound(16000, 1.0).view(), WavEncoding::Pcm16);
  const auto decoded = decode_file(file("clip.wav", good.substr(0, good.size() / 2)));
  ASSERT_TRUE(decoded.ok()) << decoded.error().message;
  EXPECT_NEAR(static_cast<double>(decoded->audio.frame_count()), 8000.0, 12.0);
  ASSERT_EQ(decoded->notes.size(), 1U);
  EXPECT_THAT(decoded->notes[0], HasSubstr("the file is cut off: its header promises 1.000 s (16000 frames)"));
}

TEST_F(BadInput, TruncatedFlacAndM4a) {
  TIMBRE_NEEDS_FFMPEG();
  const auto source = wav(test_sound(48000, 3.0));
  for (const auto& [name, options] :
       {std::pair{"clip.flac", std::vector<std::string>{}},
        std::pair{"clip.m4a", std::vector<std::string>{"-c:a", "aac", "-movflags", "+faststart"}}}) {
    const auto whole = folder_.path() / name;
    ASSERT_TRUE(convert(source, options, whole));
    const std::string bytes = read_bytes(whole);
    const auto decoded = decode_file(file(name, bytes.substr(0, bytes.size() / 2)));
    ASSERT_TRUE(decoded.ok()) << decoded.error().message;
    EXPECT_GT(decoded->audio.view().duration_s(), 0.5) << name;
    EXPECT_LT(decoded->audio.view().duration_s(), 2.5) << name;
    ASSERT_FALSE(decoded->notes.empty()) << name;
    EXPECT_THAT(decoded->notes.back(), HasSubstr("cut off: it promises 3.0")) << name;
  }
}

TEST_F(BadInput, ZeroFrames) {
  const auto path = wav(AudioBuffer({48000, 1}, 0));
  EXPECT_THAT(decode_error(path), HasSubstr("holds no sound (0 frames). Record or export it again"));
  TIMBRE_NEEDS_FFMPEG();
  const auto flac = folder_.path() / "none.flac";
  ASSERT_TRUE(convert(path, {}, flac));
  EXPECT_THAT(decode_error(flac), AllOf(HasSubstr("none.flac"), HasSubstr("again as WAV or FLAC")));
}

// Odd but valid sound decodes exactly; judging it is not the decoder's business.
TEST_F(BadInput, SilenceDcOneFrameNanAndInfinityDecode) {
  const float nan = std::nanf("");
  const float infinity = std::numeric_limits<float>::infinity();
  for (const float value : {0.0F, 0.25F, nan, infinity, -infinity}) {
    for (const std::size_t frames : {std::size_t{1}, std::size_t{70'000}}) {
      const auto decoded = decode_file(wav(AudioBuffer(48000, std::vector<float>(frames, value))));
      ASSERT_TRUE(decoded.ok()) << decoded.error().message;
      ASSERT_EQ(decoded->audio.frame_count(), frames);
      for (const float sample : decoded->audio.channel(0)) {
        ASSERT_TRUE(sample == value || (std::isnan(sample) && std::isnan(value)));
      }
      EXPECT_TRUE(decoded->notes.empty());
    }
  }
}

TEST_F(BadInput, UnknownCodecInWav) {
  WavBytes strange;
  strange.format_tag = 0x7A21;
  strange.data = std::string(4000, 'x');
  EXPECT_THAT(decode_error(file("clip.wav", strange.bytes())),
              AllOf(HasSubstr("clip.wav"), HasSubstr("which Timbre does not decode"), HasSubstr(kExport)));
}

TEST_F(BadInput, TwentyChannels) {
  WavBytes many;
  many.channel_count = 20;
  many.data = std::string(4000, 'x');
  EXPECT_THAT(decode_error(file("clip.wav", many.bytes())), HasSubstr("20 channels; Timbre handles 1 to 8"));
  // the same through FFmpeg: Sun's .au, big-endian: magic, offset, size, 16-bit PCM, rate, channels
  const std::string au(".snd\0\0\0\x18\0\0\x0F\xA0\0\0\0\x03\0\0\xBB\x80\0\0\0\x14", 24);
  EXPECT_THAT(decode_error(file("clip.au", au + std::string(4000, 'x'))),
              HasSubstr("20 channels; Timbre handles 1 to 8"));
}

TEST_F(BadInput, RateOutsideTheLimits) {
  WavBytes slow;
  slow.rate_hz = 6000;
  slow.data = std::string(4000, 'x');
  EXPECT_THAT(decode_error(file("clip.wav", slow.bytes())), HasSubstr("6000 Hz; Timbre handles 8000 to 192000 Hz"));
  TIMBRE_NEEDS_FFMPEG();
  const auto path = folder_.path() / "fast.flac";
  ASSERT_TRUE(convert(wav(test_sound(48000, 0.1)), {"-ar", "384000"}, path));
  EXPECT_THAT(decode_error(path), HasSubstr("384000 Hz; Timbre handles 8000 to 192000 Hz"));
}

TEST_F(BadInput, LongerThanThreeHours) {
  TIMBRE_NEEDS_FFMPEG();
  const auto path = folder_.path() / "bomb.flac";
  ASSERT_EQ(run_program({"ffmpeg", "-nostdin", "-v", "error", "-f", "lavfi", "-i", "anullsrc=r=8000:cl=mono", "-t",
                         "10900", "-compression_level", "0", "-frame_size", "16384", path.string()}),
            0);
  EXPECT_LT(std::filesystem::file_size(path), 3'000'000U) << "350 MB of samples";
  EXPECT_THAT(decode_error(path), HasSubstr("the limit is 3 hours. Cut it into parts"));
}

TEST_F(BadInput, GrowsWhileRead) {
  const auto path = wav(test_sound(48000, 10.0), WavEncoding::Pcm16);
  const auto reader = AudioReader::open(path);
  ASSERT_TRUE(reader.ok()) << reader.error().message;
  std::ofstream(path, std::ios::binary | std::ios::app) << std::string(200'000, 'x');
  const auto decoded = decode_all(**reader);
  ASSERT_TRUE(decoded.ok()) << decoded.error().message;
  EXPECT_EQ(decoded->audio.frame_count(), 480'000U);
  ASSERT_EQ(decoded->notes.size(), 1U);
  EXPECT_THAT(decoded->notes[0], HasSubstr("changed while it was read; what it held at the start was used"));
}

TEST_F(BadInput, ShrinksWhileRead) {
  const auto path = wav(test_sound(48000, 60.0), WavEncoding::Float32);
  const auto reader = AudioReader::open(path);
  ASSERT_TRUE(reader.ok()) << reader.error().message;
  std::filesystem::resize_file(path, 8'000'000);
  const auto decoded = decode_all(**reader);
  ASSERT_TRUE(decoded.ok()) << decoded.error().message;
  EXPECT_LT(decoded->audio.frame_count(), 60U * 48000U);
  EXPECT_EQ(decoded->notes.size(), 2U);
}

TEST_F(BadInput, AwkwardNamesDecodeAndAreShownSafely) {
  for (const char* name : {"two words.wav", "it's \"quoted\".wav", "new\nline.wav", "Grüße 世界 🎤.wav", "-dash.wav",
                           "\xFF\xFE.wav", "$(reboot).wav", "%s%n.wav"}) {
    const auto good = write_wav(folder_.path() / name, test_sound(16000, 0.1));
    const auto decoded = decode_file(good);
    ASSERT_TRUE(decoded.ok()) << decoded.error().message;
    EXPECT_EQ(decoded->audio.frame_count(), 1600U);
    std::filesystem::remove(good);
    EXPECT_THAT(decode_error(good), testing::Not(HasSubstr("\n")));
  }
  EXPECT_THAT(decode_error(folder_.path() / "new\nline.wav"), HasSubstr("new\\nline.wav"));
  EXPECT_THAT(decode_error(folder_.path() / "Grüße 世界.wav"), HasSubstr("Grüße 世界.wav"));
}

}  // namespace
}  // namespace timbre::audio
