// Rung: exact. What was recorded comes back bit by bit, in the smallest file that can hold it.
#include "studio/recorded_sound.h"

#include <cmath>
#include <cstring>
#include <fstream>
#include <gtest/gtest.h>

#include "audio/codec/decode.h"
#include "base/testing/temporary_folder.h"

namespace timbre::studio {
namespace {

const std::string kId = "00000000-0000-7000-8000-000000000001";

std::string bytes_of(const std::vector<float>& samples) {
  std::string bytes(samples.size() * 4, '\0');
  std::memcpy(bytes.data(), samples.data(), bytes.size());
  return bytes;
}

class RecordedSoundTest : public ::testing::Test {
 protected:
  void SetUp() override { store_ = store::TakeStore::open(folder_.path() / "data", disk_, clock_).value(); }
  void begin(std::int64_t channels) {
    store::Recording recording;
    recording.id = kId;
    recording.sample_rate_hz = 48000;
    recording.channel_count = channels;
    ASSERT_TRUE(store::Recordings(*store_).begin(recording).ok());
  }
  Result<std::string> wav() {
    store::Recordings recordings(*store_);
    return recorded_wav(recordings, recordings.get(kId).value());
  }

  TemporaryFolder folder_;
  PosixFileSystem disk_;
  SystemClock clock_;
  std::unique_ptr<store::TakeStore> store_;
};

TEST(SmallestLossless, KeepsEveryBitAndNoEmptyOnes) {
  const std::vector<float> sixteen{0.0F, -1.0F, 32767.0F / 32768.0F, 1.0F / 32768.0F};
  const std::vector<float> twenty_four{1.0F / 8388608.0F};
  const std::vector<float> floating{0.1F};
  const std::vector<float> loud{1.0F};
  const std::vector<float> broken{std::nanf("")};
  EXPECT_EQ(smallest_lossless(audio::AudioView(48000, sixteen)), audio::WavEncoding::Pcm16);
  EXPECT_EQ(smallest_lossless(audio::AudioView(48000, twenty_four)), audio::WavEncoding::Pcm24);
  EXPECT_EQ(smallest_lossless(audio::AudioView(48000, floating)), audio::WavEncoding::Float32);
  EXPECT_EQ(smallest_lossless(audio::AudioView(48000, loud)), audio::WavEncoding::Float32) << "+1.0 is no integer";
  EXPECT_EQ(smallest_lossless(audio::AudioView(48000, broken)), audio::WavEncoding::Float32);
}

TEST_F(RecordedSoundTest, TwoChannelsInPiecesComeBackExactly) {
  begin(2);
  store::Recordings recordings(*store_);
  ASSERT_TRUE(recordings.put(kId, 0, bytes_of({0.1F, -0.1F, 0.2F, -0.2F})).ok());
  ASSERT_TRUE(recordings.put(kId, 1, bytes_of({0.3F, -0.3F})).ok());
  const auto path = folder_.path() / "a.wav";
  std::ofstream(path, std::ios::binary) << wav().value();
  const auto decoded = audio::decode_file(path);
  ASSERT_TRUE(decoded.ok()) << decoded.error().message;
  const auto left = decoded->audio.channel(0);
  const auto right = decoded->audio.channel(1);
  EXPECT_EQ(std::vector<float>(left.begin(), left.end()), (std::vector<float>{0.1F, 0.2F, 0.3F}));
  EXPECT_EQ(std::vector<float>(right.begin(), right.end()), (std::vector<float>{-0.1F, -0.2F, -0.3F}));
}

TEST_F(RecordedSoundTest, NoSoundAndHalfFramesAreSaid) {
  begin(2);
  EXPECT_EQ(wav().error().kind, ErrorKind::InvalidInput);
  ASSERT_TRUE(store::Recordings(*store_).put(kId, 0, bytes_of({0.1F})).ok());
  EXPECT_NE(wav().error().message.find("inside a frame"), std::string::npos);
}

}  // namespace
}  // namespace timbre::studio
