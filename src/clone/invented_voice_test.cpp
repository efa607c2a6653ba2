// Rungs: exact (one number, one voice), property (two numbers, two people; the file says what it is). With the models
// that come with Timbre.
#include "clone/invented_voice.h"

#include <cstdlib>

#include "gtest/gtest.h"

#include "base/testing/fake_clock.h"
#include "base/testing/memory_file_system.h"
#include "nn/onnx_session.h"
#include "speaker/speaker_encoder.h"

namespace timbre::clone {
namespace {

constexpr const char* kInventedText = "Nobody has this voice, and yet it can say whatever it is asked to say.";

class InventedVoiceTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!nn::why_no_networks().empty()) GTEST_SKIP() << nn::why_no_networks();
    const char* source = std::getenv("TIMBRE_SOURCE");
    if (source == nullptr) GTEST_SKIP() << "TIMBRE_SOURCE is not set";
    models = std::filesystem::path(source) / "models";
  }
  audio::AudioBuffer spoken(std::uint64_t number) {
    const auto voice = InventedVoice::draw(number, models, disk);
    if (!voice.ok()) ADD_FAILURE() << voice.error().message;
    auto sound = voice.ok() ? voice->say(kInventedText, {}) : Result<audio::AudioBuffer>(voice.error());
    if (!sound.ok()) ADD_FAILURE() << sound.error().message;
    return sound.ok() ? *std::move(sound) : audio::AudioBuffer(voice::kVoiceRateHz, std::vector<float>(1));
  }
  PosixFileSystem disk;
  std::filesystem::path models;
};

TEST_F(InventedVoiceTest, ANumberIsAVoice) {
  const auto first = spoken(7);
  const auto again = spoken(7);
  EXPECT_GT(first.view().duration_s(), 2.0);
  ASSERT_EQ(first.frame_count(), again.frame_count());
  EXPECT_TRUE(std::equal(first.channel(0).begin(), first.channel(0).end(), again.channel(0).begin()));
  const auto encoder = speaker::SpeakerEncoder::open(models, disk);
  ASSERT_TRUE(encoder.ok()) << encoder.error().message;
  const auto one = (*encoder)->embed(first.view());
  const auto other = (*encoder)->embed(spoken(11).view());
  ASSERT_TRUE(one.ok() && other.ok());
  EXPECT_LT((*encoder)->card().cohort.likeness(*one, *other), (*encoder)->card().same_from);
}

TEST_F(InventedVoiceTest, SaysWhatIsMissing) {
  MemoryFileSystem empty;
  const auto voice = InventedVoice::draw(1, "/models", empty);
  ASSERT_FALSE(voice.ok());
  EXPECT_EQ(voice.error().kind, ErrorKind::NotFound);
}

TEST(InventedTags, SayThatAMachineSpeaks) {
  const FakeClock clock;
  const auto tags = invented_tags(7, clock);
  EXPECT_NE(tags.title.find("AI-generated"), std::string::npos);
  EXPECT_NE(tags.comment.find("Voice number 7"), std::string::npos);
}

}  // namespace
}  // namespace timbre::clone
