// Rung: exact for what has no speech; property: gain. Labelled material: studio/speech_gate_test.cpp.
#include "measure/speech_likeness.h"

#include <cmath>
#include <gtest/gtest.h>
#include <random>

namespace timbre::measure {
namespace {

struct Take {
  BandLevels levels{0.01, kMaxBandCount, {}};
  VoiceActivity activity{0.01, {}};
  PitchContour pitch{0.01, {}};
};

/// Spectra that change at random every 60 ms, with a pitch that glides: all that is asked of speech.
Take talk(float gain) {
  std::mt19937 random(3);
  Take take;
  BandPowers now{};
  for (int t = 0; t < 400; ++t) {
    for (float& band : now)
      if (t % 6 == 0) band = gain * std::pow(10.0F, static_cast<float>(random() % 300) / 100.0F);
    take.levels.frames.push_back(now);
    take.activity.is_speech.push_back(1);
    take.pitch.f0_hz.push_back(t % 20 < 10 ? 120.0F + static_cast<float>(t % 20) : 0.0F);
  }
  return take;
}

SpeechLikeness measured(const Take& take) {
  return SpeechLikenessMeter(take.levels, take.activity, take.pitch).measure({{0.0, 1e6}});
}

TEST(SpeechLikeness, IsTheSameAtAnyGain) {
  const SpeechLikeness loud = measured(talk(1.0F));
  const SpeechLikeness quiet = measured(talk(1e-6F));
  EXPECT_TRUE(loud.is_speech());
  EXPECT_NEAR(loud.shape_change_db, quiet.shape_change_db, 1e-3);
  EXPECT_NEAR(loud.shape_spread_db, quiet.shape_spread_db, 1e-3);
  EXPECT_DOUBLE_EQ(loud.speech_s, 4.0);
  EXPECT_DOUBLE_EQ(loud.voiced_share, 0.5);
}

TEST(SpeechLikeness, ATuneIsNoSpeechHoweverItsSpectrumMoves) {
  Take take = talk(1.0F);
  for (float& hz : take.pitch.f0_hz) hz = 220.0F;
  const SpeechLikeness found = measured(take);
  EXPECT_DOUBLE_EQ(found.steady_share, 1.0);
  EXPECT_DOUBLE_EQ(found.glide_st, 0.0);
  EXPECT_FALSE(found.is_speech());
}

TEST(SpeechLikeness, AStillSpectrumIsNoSpeechHoweverItsPitchMoves) {
  Take take = talk(1.0F);
  for (auto& bands : take.levels.frames) bands.fill(1.0F);
  const SpeechLikeness found = measured(take);
  EXPECT_DOUBLE_EQ(found.shape_change_db, 0.0);
  EXPECT_FALSE(found.is_speech());
}

TEST(SpeechLikeness, NothingClaimedIsNoSpeech) {
  Take take = talk(1.0F);
  take.activity.is_speech.assign(take.activity.is_speech.size(), 0);
  EXPECT_EQ(measured(take).speech_s, 0.0);
  EXPECT_FALSE(measured(take).is_speech());
  EXPECT_FALSE(measured({}).is_speech());
}

}  // namespace
}  // namespace timbre::measure
