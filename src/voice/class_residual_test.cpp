// Rung: definition (a voice whose sounds of one class are changed: the change is found there, and nowhere else as
// much).
#include "voice/class_residual.h"

#include <cmath>

#include "gtest/gtest.h"

#include "audio/audio_buffer.h"
#include "phones/text_phones.h"
#include "voice/sentence_frames.h"
#include "voice/testing/fake_voice.h"

namespace timbre::voice {
namespace {

constexpr const char* kSaid = "Many people see the sea each summer, and they keep a piece of it in mind.";

/// +1 at the bottom, −1 at the top.
MelCorrection slope() {
  MelCorrection made{};
  for (std::size_t b = 0; b < kMelBands; ++b) {
    made[b] = std::cos(3.14159265F * (static_cast<float>(b) + 0.5F) / kMelBands);
  }
  return made;
}

double share_of_slope(const MelCorrection& found) {
  double share = 0.0;
  for (std::size_t b = 0; b < kMelBands; ++b) share += static_cast<double>(found[b] * slope()[b]) * 2.0 / kMelBands;
  return share;
}

class ClassResidual : public testing::Test {
 protected:
  void SetUp() override {
    if (!nn::why_no_networks().empty()) GTEST_SKIP() << nn::why_no_networks();
    voice = fake_voice().value();
  }
  /// When each sound of the sentence is said.
  std::vector<TimedPhone> times() {
    const auto sentence = cut_into_sentences(phones::phones_of_text(kSaid).value().phones).front();
    const auto encoded = voice->model().encode(sentence.phones, speaker_inputs(fit.told)).value();
    const auto counts = frame_counts(sentence.phones, encoded.frames, {}, 1.0F, nullptr);
    std::vector<TimedPhone> timed;
    double at_s = 0.0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
      const double end_s = at_s + static_cast<double>(counts[i]) / kFramesPerSecond;
      timed.push_back({sentence.phones[i], at_s, end_s, false});
      at_s = end_s;
    }
    return timed;
  }
  std::vector<float> clip(const VoiceFit& spoken) {
    return at_analysis_rate(audio::AudioBuffer(kVoiceRateHz, voice->say(kSaid, spoken, {}).value()).view());
  }
  std::array<MelCorrection, kSoundClasses> found(const VoiceFit& spoken, const ResidualOptions& options = {0, 1}) {
    const auto residual = class_residual(clip(spoken), times(), fit, voice->model(), options);
    EXPECT_TRUE(residual.ok()) << residual.error().message;
    return residual.ok() ? *residual : std::array<MelCorrection, kSoundClasses>{};
  }
  std::shared_ptr<const BuiltInVoice> voice;
  VoiceFit fit = plain_fit(fake_profile(120.0F));
};

TEST_F(ClassResidual, IsFoundInTheClassThatHasIt) {
  constexpr auto kChanged = static_cast<std::size_t>(SoundClass::HighVowel);
  VoiceFit other = fit;
  other.corrections.class_mel[kChanged] = slope();
  const auto usual = found(fit);
  const auto changed = found(other);
  for (std::size_t c = 0; c < kSoundClasses; ++c) {
    const double moved = share_of_slope(changed[c]) - share_of_slope(usual[c]);
    if (c == kChanged) {
      EXPECT_NEAR(moved, 0.9, 0.25);
    } else {
      EXPECT_LT(std::abs(moved), 0.5) << c;
    }
  }
  const auto tenth = found(other, {0, 0.1F});  // far from kMostResidual
  const auto fifth = found(other, {0, 0.2F});
  EXPECT_NEAR(share_of_slope(fifth[kChanged]), 2.0 * share_of_slope(tenth[kChanged]), 1e-4);
}

TEST_F(ClassResidual, LittleSpeechIsLittleBelieved) {
  VoiceFit other = fit;
  for (auto& one : other.corrections.class_mel) one = slope();
  const auto all = found(other);
  const auto less = found(other, {10.0F, 1});
  for (std::size_t c = 0; c < kSoundClasses; ++c) {
    for (std::size_t b = 0; b < kMelBands; ++b) {
      EXPECT_LE(std::abs(less[c][b]), std::abs(all[c][b]) + 1e-6F);
      EXPECT_LE(std::abs(all[c][b]), kMostResidual);
    }
  }
}

TEST_F(ClassResidual, WhatIsDoubtfulTeachesNothing) {
  auto timed = times();
  for (TimedPhone& one : timed) one.is_doubtful = true;
  const auto residual = class_residual(clip(fit), timed, fit, voice->model());
  ASSERT_TRUE(residual.ok()) << residual.error().message;
  for (const MelCorrection& one : *residual) EXPECT_EQ(one, MelCorrection{});
}

TEST(VoiceCorrections, AreKeptWithTheirClassesAndSoundsGoOverIntoEachOther) {
  VoiceCorrections corrections;
  constexpr auto kStop = static_cast<std::size_t>(SoundClass::Stop);
  corrections.class_mel[kStop].fill(1.0F);
  EXPECT_EQ(corrections_of_bytes(correction_bytes(corrections))->class_mel, corrections.class_mel);
  VoiceFrames frames{std::vector<float>(10 * kMelBands, 0.0F), std::vector<float>(10, 0.0F)};
  std::vector<SoundClass> classes(10, SoundClass::None);
  std::fill(classes.begin() + 5, classes.end(), SoundClass::Stop);
  correct_mels(frames, corrections, classes);
  const std::vector<float> expected{0, 0, 0, 0.2F, 0.4F, 0.6F, 0.8F, 1, 1, 1};
  for (std::size_t f = 0; f < 10; ++f) EXPECT_NEAR(frames.log_mel[f * kMelBands], expected[f], 1e-6) << f;
}

}  // namespace
}  // namespace timbre::voice
