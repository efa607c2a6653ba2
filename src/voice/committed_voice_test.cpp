// Rung: standard (the voice that comes with Timbre, told to speak like the test data's recording: what it is to match
// is measured as the recording was).
#include <cmath>
#include <cstdlib>

#include "gtest/gtest.h"

#include "audio/audio_buffer.h"
#include "audio/codec/decode.h"
#include "base/testing/test_data.h"
#include "measure/speech_level.h"
#include "voice/voice_fitting.h"
#include "voice/voice_level.h"

namespace timbre::voice {
namespace {

constexpr const char* kCommittedText =
    "I came to see whether the little boat was still there. It was, and nobody had touched it for years.";

class CommittedVoice : public testing::Test {
 protected:
  void SetUp() override {
    if (!nn::why_no_networks().empty()) GTEST_SKIP() << nn::why_no_networks();
    const char* source = std::getenv("TIMBRE_SOURCE");
    if (source == nullptr) GTEST_SKIP() << "TIMBRE_SOURCE is not set";
    const auto models = std::filesystem::path(source) / "models";
    if (!std::filesystem::exists(models / "acoustic.json")) GTEST_SKIP() << "SKIPPED: no weights in " << models;
    PosixFileSystem disk;
    auto opened = BuiltInVoice::open(models, disk);
    ASSERT_TRUE(opened.ok()) << opened.error().message;
    voice = *opened;
    auto heard = speaker::SpeakerEncoder::open(models, disk);
    ASSERT_TRUE(heard.ok()) << heard.error().message;
    encoder = *heard;
    EXPECT_EQ(voice->model().speaker_size(), encoder->card().embedding_size + kTraitInputs);
  }
  std::shared_ptr<const BuiltInVoice> voice;
  std::shared_ptr<const speaker::SpeakerEncoder> encoder;
};

TEST_F(CommittedVoice, ComesOutAsItsClipIsAndAsLoudAsItShallBe) {
  TIMBRE_TEST_DATA(path, "speech/jfk.wav");
  const auto clip = audio::decode_file(path);
  ASSERT_TRUE(clip.ok()) << clip.error().message;
  const auto fit = fit_voice(clip->audio.view(), *encoder, *voice);
  ASSERT_TRUE(fit.ok()) << fit.error().message;
  const auto heard_of = [this](const VoiceFit& spoken) {
    const audio::AudioBuffer sound(kVoiceRateHz, voice->say(kCommittedText, spoken, {}).value());
    return profile_of(sound.view(), *encoder).value();
  };
  const SpeakerProfile fitted = heard_of(*fit);
  const SpeakerProfile plain = heard_of(plain_fit(fit->profile));
  const double off_st =
      12.0 * std::log2(static_cast<double>(fitted.traits.f0_median_hz / fit->profile.traits.f0_median_hz));
  EXPECT_LT(std::abs(off_st), 1.0);
  const double likeness = speaker::cosine(fitted.embedding, fit->profile.embedding);
  RecordProperty("likeness", std::to_string(likeness));
  EXPECT_GE(likeness, speaker::cosine(plain.embedding, fit->profile.embedding) - 0.02) << "fitting is no loss";

  const audio::AudioBuffer sound(kVoiceRateHz, voice->say(kCommittedText, *fit, {}).value());
  const auto level = measure::measure_speech_level(sound.view());
  ASSERT_TRUE(level.ok() && level->has_value());
  EXPECT_NEAR((*level)->level_dbfs, kSaidLevelDbfs, 2.0);
}

}  // namespace
}  // namespace timbre::voice
