#include "measure/voice_activity_detector.h"

#include <cmath>

#include "gtest/gtest.h"

#include "audio/testing/signals.h"
#include "measure/testing/speech_like.h"

namespace timbre::measure {
namespace {

/// Share of frames right on speech_and_pauses(rate, 4, 0.8, …), whose stretches are 0.8 s long.
double share_right(const audio::AudioBuffer& take) {
  const auto found = measure_voice_activity(take.view());
  double right = 0.0;
  for (std::size_t t = 0; t < found->is_speech.size(); ++t) {
    const auto stretch = static_cast<int>((static_cast<double>(t) + 0.5) * found->hop_s / 0.8);
    right += (stretch % 2 == 1) == (found->is_speech[t] != 0) ? 1.0 : 0.0;
  }
  return right / static_cast<double>(found->is_speech.size());
}

double speech_share(const audio::AudioBuffer& take) {
  const auto found = measure_voice_activity(take.view());
  return found->speech_s() / take.view().duration_s();
}

TEST(VoiceActivityDetector, FindsSpeechAtEveryRateAndLevel) {
  for (const int rate : {8000, 11025, 16000, 22050, 44100, 48000, 96000, 192000}) {
    EXPECT_GT(share_right(speech_and_pauses(rate, 4, 0.8, 0.1, 0.0003)), 0.95) << rate;
  }
  for (const double rms : {0.003, 0.03, 0.3}) {
    EXPECT_GT(share_right(speech_and_pauses(16000, 4, 0.8, rms, rms * 0.03)), 0.95) << rms;
  }
}

TEST(VoiceActivityDetector, BearsDcHumAndDigitalSilence) {
  auto take = speech_and_pauses(16000, 4, 0.8, 0.05, 0.0005);
  auto dc = take;
  for (float& x : dc.channel(0)) x += 0.2F;
  EXPECT_GT(share_right(dc), 0.95);
  EXPECT_GT(share_right(audio::mixed(take, audio::sine(16000, 8.0, 50.0, 0.05))), 0.95);
  EXPECT_GT(share_right(speech_and_pauses(16000, 4, 0.8, 0.05, 0.0)), 0.95);
}

TEST(VoiceActivityDetector, ClaimsNoSpeechWhereThereIsNone) {
  EXPECT_EQ(speech_share(audio::silence(16000, 3.0)), 0.0);
  for (const double rms : {0.0001, 0.01, 0.3}) EXPECT_LT(speech_share(audio::white_noise(48000, 5.0, rms, 5)), 0.01);
  EXPECT_LT(speech_share(audio::sine(16000, 5.0, 50.0, 0.3)), 0.01);
  audio::AudioBuffer melody = audio::silence(16000, 0.5);
  for (const double hz : {262.0, 330.0, 392.0, 523.0, 392.0, 330.0, 262.0, 294.0}) {
    const auto note = audio::mixed(audio::sine(16000, 0.5, hz, 0.1), audio::sine(16000, 0.5, 3.0 * hz, 0.03));
    melody = audio::concatenated(std::move(melody), note);
  }
  EXPECT_LT(speech_share(audio::mixed(melody, audio::white_noise(16000, 4.5, 0.0005, 6))), 0.05);
}

TEST(VoiceActivityDetector, HasNothingToSayOfAnEmptyTake) {
  EXPECT_TRUE(measure_voice_activity(audio::silence(16000, 0.0).view())->is_speech.empty());
  EXPECT_FALSE(
      measure_voice_activity(audio::stereo(audio::silence(16000, 1.0), audio::silence(16000, 1.0)).view()).ok());
}

// Property: gain by a power of two changes no bit of the decision.
TEST(VoiceActivityDetector, DoesNotDependOnGain) {
  const auto take = speech_and_pauses(16000, 3, 0.8, 0.05, 0.002);
  EXPECT_EQ(measure_voice_activity(take.view())->is_speech,
            measure_voice_activity(audio::scaled(take, 0.25).view())->is_speech);
}

}  // namespace
}  // namespace timbre::measure
