#include "measure/dynamics.h"

#include <cmath>
#include <numbers>

#include "gtest/gtest.h"

#include "base/random.h"

namespace timbre::measure {
namespace {

/// Phrases of 2 s whose syllables swing by ±`swing_db`, with pauses of 0.5 s at `room`.
struct Take {
  FrameLevels levels{0.01, {}, {}};
  VoiceActivity activity{0.01, {}};
};
Take take(double swing_db, double gain, double room, double compression = 1.0) {
  Take made;
  for (int i = 0; i < 2000; ++i) {
    const bool is_speech = i % 250 < 200;
    const double level_db = -20.0 + swing_db * std::sin(2.0 * std::numbers::pi * i / 173.0) +
                            3.0 * std::sin(2.0 * std::numbers::pi * i / 21.0);
    const double power = is_speech ? std::pow(10.0, compression * level_db / 10.0) : 0.0;
    made.levels.mean_square.push_back(static_cast<float>(gain * gain * (power + room)));
    made.levels.zero_share.push_back(0.0F);
    made.activity.is_speech.push_back(is_speech ? 1 : 0);
  }
  return made;
}

double dynamics_of(const Take& t) { return measure_dynamics(t.levels, t.activity).value.value(); }

// Definition rung: noise of constant level has no dynamics beyond the scatter of its windows, about 0.3 dB for 4800
// samples of white noise a window.
TEST(Dynamics, ConstantNoiseIsNearZero) {
  SeededRandom random(5);
  FrameLevels levels{0.01, {}, {}};
  for (int i = 0; i < 3000; ++i) {
    double sum = 0.0;
    for (int k = 0; k < 160; ++k) sum += std::pow(random.normal(), 2);
    levels.mean_square.push_back(static_cast<float>(sum / 160.0));
  }
  const VoiceActivity activity{0.01, std::vector<std::uint8_t>(3000, 1)};
  EXPECT_LT(measure_dynamics(levels, activity).value.value(), 0.5);
}

// Definition rung: the slow swing of ±6 dB alone has P90 − P10 = 2·6·sin(0.4·π) = 11.4 dB; the 0.3 s window takes a
// little of it and the 0.21 s syllables add a little.
TEST(Dynamics, OfAKnownSwing) { EXPECT_NEAR(dynamics_of(take(6.0, 1.0, 0.0)), 11.4, 1.0); }

TEST(Dynamics, GainLeavesItRoomToneLeavesItCompressionLowersIt) {
  const double plain = dynamics_of(take(6.0, 1.0, 0.0));
  EXPECT_NEAR(dynamics_of(take(6.0, 0.125, 0.0)), plain, 1e-4);
  EXPECT_NEAR(dynamics_of(take(6.0, 1.0, 1e-6)), plain, 0.05);  // −60 dBFS under speech at −20
  EXPECT_LT(dynamics_of(take(6.0, 1.0, 0.0, 0.5)), 0.6 * plain);
}

TEST(Dynamics, WhatIsNotSpeechDoesNotCount) {
  auto loud_pause = take(6.0, 1.0, 0.0);
  const double plain = dynamics_of(loud_pause);
  for (std::size_t i = 0; i < loud_pause.levels.mean_square.size(); ++i) {
    if (loud_pause.activity.is_speech[i] == 0) loud_pause.levels.mean_square[i] = 0.5F;
  }
  EXPECT_EQ(dynamics_of(loud_pause), plain);
}

TEST(Dynamics, NoSpeechAndTooLittle) {
  EXPECT_EQ(measure_dynamics({}, {}).why, "no speech");
  auto brief = take(6.0, 1.0, 0.0);
  for (std::size_t i = 0; i < brief.activity.is_speech.size(); ++i) brief.activity.is_speech[i] = i % 40 < 25 ? 1 : 0;
  EXPECT_EQ(measure_dynamics(brief.levels, brief.activity).value, std::nullopt);
  EXPECT_FALSE(measure_dynamics(brief.levels, brief.activity).why.empty());
}

// Digital zeros that a detector called speech have no level: as if they were not speech.
TEST(Dynamics, ZerosInsideSpeech) {
  auto holes = take(6.0, 1.0, 0.0);
  for (std::size_t i = 40; i < 120; ++i) holes.levels.mean_square[i] = 0.0F;
  auto gaps = holes;
  for (std::size_t i = 40; i < 120; ++i) gaps.activity.is_speech[i] = 0;
  EXPECT_EQ(dynamics_of(holes), dynamics_of(gaps));
}

}  // namespace
}  // namespace timbre::measure
