// Rung: definition for rooms made of noise and lines of known level; property: louder is never called quieter.
#include "studio/room_check.h"

#include <cmath>
#include <gtest/gtest.h>
#include <numbers>

#include "audio/audio_buffer.h"
#include "base/random.h"

namespace timbre::studio {
namespace {

constexpr int kRateHz = 48000;

/// Noise of that RMS and a line, 0 amplitude for none.
audio::AudioBuffer room(double noise_dbfs, double line_hz = 50.0, double line_amplitude = 0.0,
                        double duration_s = 3.0) {
  SeededRandom random(7);
  std::vector<float> samples(static_cast<std::size_t>(duration_s * kRateHz));
  const double noise = std::pow(10.0, noise_dbfs / 20.0);
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const double line = line_amplitude * std::sin(2.0 * std::numbers::pi * line_hz * static_cast<double>(i) / kRateHz);
    samples[i] = static_cast<float>(noise * random.normal() + line);
  }
  return audio::AudioBuffer(kRateHz, std::move(samples));
}

RoomCheck check(const audio::AudioBuffer& sound) { return check_room(sound.view()).value(); }

TEST(RoomCheck, AQuietRoomIsFine) {
  const RoomCheck quiet = check(room(-60.0));
  EXPECT_TRUE(quiet.is_ok);
  EXPECT_EQ(quiet.findings.front().kind, "quiet");
  EXPECT_NEAR(*quiet.level_dbfs, -60.0, 1.0);
  EXPECT_EQ(quiet.sentence, "The room is quiet (−60 dBFS).");
}

TEST(RoomCheck, ALoudRoomIsNamedMoreStronglyThanAnAudibleOne) {
  const RoomCheck audible = check(room(-45.0));
  const RoomCheck loud = check(room(-32.0));
  EXPECT_FALSE(audible.is_ok);
  EXPECT_FALSE(loud.is_ok);
  EXPECT_EQ(audible.findings.front().kind, "noise");
  EXPECT_NE(audible.sentence.find("can be heard (−45 dBFS)"), std::string::npos);
  EXPECT_NE(loud.sentence.find("is loud (−32 dBFS)"), std::string::npos);
}

TEST(RoomCheck, MainsHumIsToldByItsFrequency) {
  for (const int mains_hz : {50, 60}) {
    const RoomCheck hums = check(room(-65.0, mains_hz, 0.002));
    EXPECT_FALSE(hums.is_ok);
    EXPECT_EQ(hums.findings.front().kind, "hum");
    EXPECT_NE(hums.sentence.find("hums at " + std::to_string(mains_hz) + " Hz"), std::string::npos) << hums.sentence;
  }
}

TEST(RoomCheck, HumThatNobodyHearsUnderSpeechIsNotMentioned) {
  // 1e-5 is −103 dBFS: 77 dB under the speech to come
  EXPECT_TRUE(check(room(-80.0, 50.0, 1e-5)).is_ok);
}

TEST(RoomCheck, NothingAndVeryLittleAreDifferentTroubles) {
  const RoomCheck nothing = check(audio::AudioBuffer(kRateHz, std::vector<float>(3 * kRateHz, 0.0F)));
  EXPECT_EQ(nothing.findings.front().kind, "nothing");
  EXPECT_FALSE(nothing.level_dbfs.has_value());
  const RoomCheck little = check(room(-92.0));
  EXPECT_EQ(little.findings.front().kind, "too_quiet");
  EXPECT_NE(little.sentence.find("move closer or turn the microphone up"), std::string::npos);
  EXPECT_FALSE(nothing.is_ok);
  EXPECT_FALSE(little.is_ok);
}

TEST(RoomCheck, AVoiceSpoilsIt) {
  measure::TakeMeasurements spoken;
  spoken.readings[measure::MeasureId::NoiseFloorDbfs] = measure::Reading::of(-60.0);
  spoken.readings[measure::MeasureId::SilencePercent] = measure::Reading::of(30.0);
  EXPECT_EQ(describe_room(spoken).findings.front().kind, "voice");
  EXPECT_FALSE(describe_room(spoken).is_ok);
  spoken.findings.no_speech = true;
  EXPECT_TRUE(describe_room(spoken).is_ok);
}

TEST(RoomCheck, TooShortAndTooLongAreRefused) {
  EXPECT_EQ(check_room(room(-60.0, 50.0, 0.0, 0.5).view()).error().kind, ErrorKind::InvalidInput);
  EXPECT_EQ(check_room(room(-60.0, 50.0, 0.0, 61.0).view()).error().kind, ErrorKind::InvalidInput);
}

}  // namespace
}  // namespace timbre::studio
