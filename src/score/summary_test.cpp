#include "score/summary.h"

#include "gtest/gtest.h"

#include "score/score.h"
#include "score/testing/takes.h"

namespace timbre::score {
namespace {

using measure::MeasureId;
using measure::Reading;

std::string summary_with(MeasureId id, double value) {
  measure::TakeMeasurements take = home_take();
  take.readings[id] = Reading::of(value);
  return score_measurements(take).summary;
}

TEST(Summary, NamesTheGravestFaultAndTheDelivery) {
  EXPECT_EQ(score_measurements(home_take()).summary, "Clean signal, lively delivery.");
  EXPECT_EQ(summary_with(MeasureId::SnrDb, 11), "Noisy signal, lively delivery.");
  EXPECT_EQ(summary_with(MeasureId::F0SpreadSt, 1), "Clean signal, monotone delivery.");
  EXPECT_EQ(summary_with(MeasureId::DurationS, 4), "Clean signal, too short, lively delivery.");
  EXPECT_EQ(summary_with(MeasureId::BandwidthHz, 8000), "Good signal, lively delivery.");
}

}  // namespace
}  // namespace timbre::score
