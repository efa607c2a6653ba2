#include "score/zones.h"

#include "gtest/gtest.h"

#include "score/thresholds.h"

namespace timbre::score {
namespace {

using measure::MeasureId;

// Rung: property.
TEST(Zones, CoverTheBarAndAgreeWithTheGrades) {
  for (const Profile& profile : profiles()) {
    for (const Threshold& entry : thresholds(profile)) {
      const auto bar = zones(entry.id, profile);
      const auto scale = bar_scale(entry.id, profile);
      ASSERT_TRUE(scale.has_value());
      ASSERT_FALSE(bar.empty());
      EXPECT_EQ(bar.front().from, scale->from);
      EXPECT_EQ(bar.back().to, scale->to);
      for (std::size_t i = 0; i < bar.size(); ++i) {
        if (i > 0) {
          EXPECT_EQ(bar[i].from, bar[i - 1].to);
        }
        if (i > 0) {
          EXPECT_NE(bar[i].level, bar[i - 1].level);
        }
        for (int step = 1; step < 50; ++step) {
          const double value = bar[i].from + (bar[i].to - bar[i].from) * step / 50.0;
          EXPECT_EQ(zone_level(entry.curve.grade(value)), bar[i].level)
              << measure::measure_info(entry.id).name << " at " << value;
        }
      }
    }
  }
}

TEST(Zones, OfTheSnrStartAtItsLimits) {
  const auto bar = zones(MeasureId::SnrDb, studio_profile());
  ASSERT_EQ(bar.size(), 3u);
  EXPECT_EQ(bar[0].level, ZoneLevel::Poor);
  EXPECT_NEAR(bar[0].to, 20.0, 1e-9);
  EXPECT_EQ(bar[1].level, ZoneLevel::Fair);
  EXPECT_NEAR(bar[2].from, 35.0, 1e-9);
  EXPECT_EQ(bar[2].level, ZoneLevel::Good);
}

TEST(Zones, AnUnscoredMeasureHasNone) {
  EXPECT_TRUE(zones(MeasureId::ClickCount, studio_profile()).empty());
  EXPECT_FALSE(bar_scale(MeasureId::ClickCount, studio_profile()).has_value());
}

}  // namespace
}  // namespace timbre::score
