// What a person's ear agreed with elsewhere, as acoustic scores: the curves must land near it. Rung: golden, ±6 points.
#include <cstdio>

#include "gtest/gtest.h"

#include "score/score.h"
#include "score/testing/takes.h"

namespace timbre::score {
namespace {

using measure::MeasureId;
using measure::Reading;

constexpr double kTolerance = 6.0;

measure::TakeMeasurements with(std::initializer_list<std::pair<MeasureId, double>> changes) {
  measure::TakeMeasurements take = home_take();
  for (const auto& [id, value] : changes) take.readings[id] = Reading::of(value);
  return take;
}

struct Case {
  const char* name;
  measure::TakeMeasurements take;
  double heard;
  Verdict verdict;
};

std::vector<Case> cases(double rate_hz) {
  const std::pair<MeasureId, double> rate{MeasureId::SampleRateHz, rate_hz};
  return {
      {"clean", with({rate}), 76.0, Verdict::Keep},
      {"telephone", with({rate, {MeasureId::BandwidthHz, 3900.0}, {MeasureId::SnrDb, 45.0}}), 65.0, Verdict::Review},
      {"noisy", with({rate, {MeasureId::SnrDb, 11.0}}), 63.0, Verdict::Reject},
      {"clipped", with({rate, {MeasureId::ClippedPercent, 35.0}, {MeasureId::SnrDb, 29.0}}), 55.0, Verdict::Reject}};
}

/// The same faults with everything that comes with them in a real recording.
std::vector<Case> whole_cases(double rate_hz) {
  std::vector<Case> all = cases(rate_hz);
  all[2].take.readings[MeasureId::NoiseFloorDbfs] = Reading::of(-33.0);
  all[3].take.readings[MeasureId::TruePeakDbtp] = Reading::of(0.0);
  all[3].take.readings[MeasureId::LoudnessLufs] = Reading::of(-12.0);
  return all;
}

void expect_heard_order(const std::vector<Case>& all, const char* title) {
  double last = 100.0;
  for (const Case& c : all) {
    const Scorecard card = score_measurements(c.take);
    ASSERT_TRUE(card.acoustic.score.has_value());
    std::printf("  %s, %s: acoustic %.1f (heard %.0f), overall %.1f, %s, %d stars\n", title, c.name,
                *card.acoustic.score, c.heard, card.overall, std::string(to_string(card.verdict)).c_str(), card.stars);
    EXPECT_NEAR(*card.acoustic.score, c.heard, kTolerance) << c.name;
    EXPECT_EQ(card.verdict, c.verdict) << c.name;
    EXPECT_LT(*card.acoustic.score, last) << c.name << " must come after the one before";
    last = *card.acoustic.score;
  }
}

TEST(ScoreOrientation, AgreesWithTheEarAt48kHz) { expect_heard_order(cases(48000.0), "48 kHz"); }
TEST(ScoreOrientation, AgreesWithTheEarAt24kHz) { expect_heard_order(cases(24000.0), "24 kHz"); }
TEST(ScoreOrientation, AgreesWithTheEarWhenTheFloorFollows) {
  expect_heard_order(whole_cases(48000.0), "whole, 48 kHz");
}
TEST(ScoreOrientation, AgreesWithTheEarWhenTheFloorFollowsAt24kHz) {
  expect_heard_order(whole_cases(24000.0), "whole, 24 kHz");
}

}  // namespace
}  // namespace timbre::score
