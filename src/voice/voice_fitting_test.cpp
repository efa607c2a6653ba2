// Rung: definition (what was put in is found: an offset and a spread of F0, a pace, a slope of the spectrum). The
// voice is the one of testing/fake_voice.h, whose F0 is always kFakeF0Offset too high.
#include "voice/voice_fitting.h"

#include <cmath>

#include "gtest/gtest.h"

#include "audio/audio_buffer.h"
#include "speaker/testing/duty_voices.h"
#include "voice/testing/fake_voice.h"

namespace timbre::voice {
namespace {

constexpr FitOptions kNothing{3, 0, 0, 0, 0, 0, 0, 0, false};

class VoiceFittingTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!nn::why_no_networks().empty()) GTEST_SKIP() << nn::why_no_networks();
    voice = fake_voice().value();
    encoder = speaker::duty_encoder();
  }
  VoiceFit fitted(const FitOptions& options, std::optional<double> syllables_hz = {}) {
    const auto fit = fit_profile(profile, syllables_hz, *encoder, *voice, options);
    EXPECT_TRUE(fit.ok()) << fit.error().message;
    return fit.ok() ? *fit : VoiceFit{};
  }
  SpeakerProfile heard(const VoiceFit& fit) {
    const audio::AudioBuffer sound(kVoiceRateHz, voice->say(kFitText, fit, {}).value());
    return profile_of(sound.view(), *encoder).value();
  }
  std::shared_ptr<const BuiltInVoice> voice;
  std::shared_ptr<const speaker::SpeakerEncoder> encoder;
  SpeakerProfile profile = fake_profile(120.0F);
};

TEST_F(VoiceFittingTest, WhereNothingIsToBeMovedNothingIs) {
  EXPECT_EQ(fit_bytes(fitted(kNothing)), fit_bytes(plain_fit(profile)));
  FitOptions options;
  options.rounds = 0;
  EXPECT_EQ(fit_bytes(fitted(options)), fit_bytes(plain_fit(profile)));
}

TEST_F(VoiceFittingTest, F0ComesOutAsTheClipHasIt) {
  const auto off_st = [this](const VoiceFit& fit) {
    return 12.0 * std::log2(static_cast<double>(heard(fit).traits.f0_median_hz) / 120.0);
  };
  FitOptions options = kNothing;
  EXPECT_GT(off_st(fitted(options)), 1.0);
  options.f0_step = 1;
  const VoiceFit fit = fitted(options);
  EXPECT_LE(std::abs(off_st(fit)), kNearSt);
  EXPECT_FLOAT_EQ(fit.corrections.f0_spread, 1.0F);
  EXPECT_EQ(fit.profile.traits.f0_median_hz, 120.0F);
}

TEST_F(VoiceFittingTest, ALivelyVoiceIsMadeLivelyWithinLimits) {
  FitOptions options = kNothing;
  options.f0_step = 1;
  options.melody_step = 1;
  const float usual = heard(plain_fit(profile)).traits.f0_spread;
  profile.traits.f0_spread = 1.2F * usual;
  EXPECT_NEAR(heard(fitted(options)).traits.f0_spread, 1.2F * usual, 0.1F * usual);
  profile.traits.f0_spread = 5.0F * usual;
  EXPECT_LE(fitted(options).corrections.f0_spread, kMostMelody);
}

TEST_F(VoiceFittingTest, ASlowVoiceIsMadeSlow) {
  const audio::AudioBuffer sound(kVoiceRateHz, voice->say(kFitText, plain_fit(profile), {}).value());
  const auto usual_hz = pace_of(at_analysis_rate(sound.view()));
  ASSERT_TRUE(usual_hz.has_value());
  FitOptions options = kNothing;
  options.rounds = 6;
  options.f0_step = 1;
  options.durations_step = 0.7F;
  EXPECT_GT(fitted(options, 0.88 * *usual_hz).corrections.durations, 1.05F);
  EXPECT_EQ(fitted(options).corrections.durations, 1.0F) << "the clip's pace is not known";
}

TEST_F(VoiceFittingTest, WhatIsToldMovesByWhatWasMissed) {
  FitOptions options = kNothing;
  options.rounds = 2;
  options.f0_step = 1;  // so that the second round is the better one
  options.mel_step = 0.5F;
  options.embedding_step = 0.5F;
  const SpeakerProfile first = heard(plain_fit(profile));
  const VoiceFit fit = fitted(options);
  for (const std::size_t b : {3U, 40U, 70U}) {
    const float missed = profile.traits.voiced_mel[b] - first.traits.voiced_mel[b];
    const float moved = std::clamp(0.5F * missed, -kMostMelMoved, kMostMelMoved);
    EXPECT_NEAR(fit.told.traits.voiced_mel[b], profile.traits.voiced_mel[b] + moved, 1e-3);
  }
  for (std::size_t i = 0; i < kFakeEmbedding; ++i) {
    EXPECT_NEAR(fit.told.embedding[i], profile.embedding[i] + 0.5F * (profile.embedding[i] - first.embedding[i]), 1e-3);
  }
}

TEST(SpectrumCorrection, FollowsASlopeHalfWayAndNoRipple) {
  std::array<float, kMelBands> wanted{};
  std::array<float, kMelBands> heard{};
  for (std::size_t b = 0; b < kMelBands; ++b) {
    heard[b] = -4.0F + (b % 2 == 0 ? 0.5F : -0.5F);
    wanted[b] = -3.0F + std::cos(3.14159265F * (static_cast<float>(b) + 0.5F) / kMelBands);
  }
  const auto correction = spectrum_correction(wanted, heard);
  for (std::size_t b = 0; b < kMelBands; ++b) {
    EXPECT_NEAR(correction[b], kSpectrumWeight * (wanted[b] + 3.0F), 0.02) << b;  // the level is left out
  }
  for (float& value : wanted) value *= 100.0F;
  for (const float value : spectrum_correction(wanted, heard)) EXPECT_LE(std::abs(value), kMostSpectrum);
}

TEST_F(VoiceFittingTest, CanBeStopped) {
  const CancelToken cancel;
  cancel.cancel();
  EXPECT_EQ(fit_profile(profile, {}, *encoder, *voice, {}, cancel).error().kind, ErrorKind::Cancelled);
}

}  // namespace
}  // namespace timbre::voice
