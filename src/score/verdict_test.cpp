#include "score/verdict.h"

#include "gtest/gtest.h"

#include "score/score.h"
#include "score/testing/takes.h"

namespace timbre::score {
namespace {

using measure::MeasureId;
using measure::Reading;

Scorecard with(MeasureId id, double value) {
  measure::TakeMeasurements take = home_take();
  take.readings[id] = Reading::of(value);
  return score_measurements(take);
}

// Rung: exact, on both sides of each limit.
TEST(Verdict, RejectsBeyondTheHardLimits) {
  EXPECT_EQ(with(MeasureId::SnrDb, 19.9).verdict, Verdict::Reject);
  EXPECT_NE(with(MeasureId::SnrDb, 20.0).verdict, Verdict::Reject);
  EXPECT_EQ(with(MeasureId::ClippedPercent, 0.1).verdict, Verdict::Reject);
  EXPECT_NE(with(MeasureId::ClippedPercent, 0.099).verdict, Verdict::Reject);
  EXPECT_EQ(with(MeasureId::DurationS, 7.99).verdict, Verdict::Reject);
  EXPECT_NE(with(MeasureId::DurationS, 8.0).verdict, Verdict::Reject);
  EXPECT_NE(with(MeasureId::DurationS, 45.0).verdict, Verdict::Reject);
  EXPECT_EQ(with(MeasureId::DurationS, 45.01).verdict, Verdict::Reject);
  EXPECT_EQ(with(MeasureId::SampleRateHz, 22050).verdict, Verdict::Reject);
  EXPECT_NE(with(MeasureId::SampleRateHz, 24000).verdict, Verdict::Reject);
}

TEST(Verdict, ARejectNamesMeasureValueLimitAndReason) {
  const Scorecard card = with(MeasureId::SnrDb, 11.3);
  ASSERT_EQ(card.rejects.size(), 1u);
  EXPECT_EQ(card.rejects[0].measure, MeasureId::SnrDb);
  EXPECT_DOUBLE_EQ(*card.rejects[0].value, 11.3);
  EXPECT_DOUBLE_EQ(card.rejects[0].limit, 20.0);
  EXPECT_EQ(card.rejects[0].why, "Too noisy: the voice is only 11.3 dB above the noise.");
}

TEST(Verdict, ClippingSaysHowOften) {
  measure::TakeMeasurements take = home_take();
  take.readings[MeasureId::ClippedPercent] = Reading::of(2.5);
  for (int i = 0; i < 48; ++i) take.events.push_back({measure::EventKind::Clip, {i * 0.1, i * 0.1 + 0.001}});
  EXPECT_EQ(score_measurements(take).rejects.at(0).why, "Clipped: 2.500 % of the samples are cut off, in 48 places.");
}

TEST(Verdict, APoorSpoilerIsNeverKeptUnheard) {
  measure::TakeMeasurements take = home_take();
  take.readings[MeasureId::SnrDb] = Reading::of(60.0);
  take.readings[MeasureId::NoiseFloorDbfs] = Reading::of(-85.0);
  take.readings[MeasureId::BandwidthHz] = Reading::of(4800.0);
  const Scorecard card = score_measurements(take);
  EXPECT_GE(*card.acoustic.score, kKeepAcoustic);
  EXPECT_EQ(card.verdict, Verdict::Review);
}

TEST(Verdict, WhatCouldNotBeMeasuredIsNeverKeptUnheard) {
  measure::TakeMeasurements take = home_take();
  EXPECT_EQ(score_measurements(take).verdict, Verdict::Keep);
  take.readings[MeasureId::SnrDb] = Reading::none("no pause to hear the room in");
  EXPECT_EQ(score_measurements(take).verdict, Verdict::Review);
}

}  // namespace
}  // namespace timbre::score
