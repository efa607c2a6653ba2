// Rungs: exact (where another voice was put), property (chunking, pauses), with the voices of testing/duty_voices.h.
#include "speaker/voice_tracker.h"

#include "gtest/gtest.h"

#include "speaker/testing/duty_voices.h"

namespace timbre::speaker {
namespace {

class VoiceTrackerTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!nn::why_no_networks().empty()) GTEST_SKIP() << nn::why_no_networks();
    encoder_ = duty_encoder();
    ASSERT_NE(encoder_, nullptr);
  }
  Result<TakeVoices> voices(const audio::AudioBuffer& sound, const std::vector<TimeRange>& speech,
                            std::size_t chunk = 4096) {
    VoiceTracker tracker(encoder_, sound.view().sample_rate_hz());
    for (std::size_t at = 0; at < sound.frame_count(); at += chunk) tracker.push(sound.view().slice(at, chunk));
    return tracker.finish(speech);
  }
  std::shared_ptr<const SpeakerEncoder> encoder_;
};

TEST_F(VoiceTrackerTest, OneVoiceIsOne) {
  const auto found = voices(duty_voice(kBursts, 20), {{0, 20}});
  ASSERT_TRUE(found.ok()) << found.error().message;
  EXPECT_TRUE(found->others.empty());
  EXPECT_LT(found->contrast, 0.05);
  EXPECT_NEAR(found->heard_s, 20.0, 0.1);
}

TEST_F(VoiceTrackerTest, AnotherVoiceIsMarkedWhereItSpeaksAcrossPauses) {
  auto sound = audio::concatenated(duty_voice(kBursts, 8), audio::silence(16000, 2));
  sound = audio::concatenated(sound, duty_voice(kGaps, 6));
  sound = audio::concatenated(sound, duty_voice(kBursts, 8, 3));
  const std::vector<TimeRange> speech{{0, 8}, {10, 24}};
  const auto found = voices(sound, speech);
  ASSERT_TRUE(found.ok()) << found.error().message;
  ASSERT_EQ(found->others.size(), 1U);
  EXPECT_NEAR(found->others[0].start_s, 10.0, 2.6);  // a second of speech, and the pause before it
  EXPECT_NEAR(found->others[0].end_s, 16.0, 1.1);
  EXPECT_GT(found->contrast, 0.5);
  const auto chunked = voices(sound, speech, 997);
  ASSERT_EQ(chunked->others.size(), 1U);
  EXPECT_DOUBLE_EQ(chunked->others[0].start_s, found->others[0].start_s);
}

TEST_F(VoiceTrackerTest, TooLittleSpeechSaysSo) {
  EXPECT_EQ(voices(duty_voice(kBursts, 20), {{0, 4.5}}).error().kind, ErrorKind::InvalidInput);
  EXPECT_EQ(voices(audio::silence(16000, 20), {}).error().kind, ErrorKind::InvalidInput);
}

}  // namespace
}  // namespace timbre::speaker
