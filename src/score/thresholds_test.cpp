#include "score/thresholds.h"

#include <fstream>
#include <sstream>

#include "gtest/gtest.h"

#include "base/testing/test_data.h"
#include "score/number_text.h"
#include "score/zones.h"

namespace timbre::score {
namespace {

using measure::MeasureId;

double best_grade(const Curve& curve) {
  double best = 0.0;
  for (const Knot& knot : curve.knots()) best = std::max(best, knot.grade);
  return best;
}

// Rung: property. The curves are piecewise linear, so their knots decide.
TEST(Thresholds, EveryCurveIsMonotoneOnBothSidesOfItsBest) {
  for (const Profile& profile : profiles()) {
    for (const Threshold& entry : thresholds(profile)) {
      const auto name = std::string(profile.name) + " " + std::string(measure::measure_info(entry.id).name);
      bool is_falling = entry.direction == Direction::LessIsBetter;
      const auto knots = entry.curve.knots();
      for (std::size_t i = 1; i < knots.size(); ++i) {
        EXPECT_LT(knots[i - 1].value, knots[i].value) << name;
        if (knots[i].grade < knots[i - 1].grade) is_falling = true;
        if (is_falling) {
          EXPECT_LE(knots[i].grade, knots[i - 1].grade) << name << " rises again";
        }
        if (entry.direction == Direction::MoreIsBetter) {
          EXPECT_FALSE(is_falling) << name;
        }
      }
      for (const Knot& knot : knots) EXPECT_TRUE(knot.grade >= 0.0 && knot.grade <= 1.0) << name;
      EXPECT_DOUBLE_EQ(best_grade(entry.curve), 1.0) << name << " can reach full marks";
    }
  }
}

TEST(Thresholds, WeightsOfAnAxisAddUpTo100WithPaceCountedOnce) {
  double acoustic = 0.0;
  double delivery = 0.0;
  for (const Threshold& entry : thresholds(studio_profile())) {
    EXPECT_GT(entry.weight, 0.0);
    if (entry.axis == Axis::Acoustic) acoustic += entry.weight;
    if (entry.axis == Axis::Delivery && entry.id != MeasureId::SyllableRateHz) delivery += entry.weight;
  }
  EXPECT_DOUBLE_EQ(acoustic, 100.0);
  EXPECT_DOUBLE_EQ(delivery, 100.0);
}

TEST(Thresholds, OnlyAcousticMeasuresHaveHardLimitsAndTheyLieInNoGoodZone) {
  for (const Profile& profile : profiles()) {
    for (const Threshold& entry : thresholds(profile)) {
      const HardLimit& hard = entry.hard;
      if (entry.axis == Axis::Delivery) {
        EXPECT_FALSE(hard.below || hard.above || hard.at_least);
      }
      if (entry.id == MeasureId::SampleRateHz) continue;  // there the limit itself is good
      for (const auto& limit : {hard.below, hard.above, hard.at_least}) {
        if (limit) {
          EXPECT_NEAR(entry.curve.grade(*limit), kFairGrade, 1e-9) << measure::measure_info(entry.id).name;
        }
      }
    }
  }
}

TEST(Thresholds, EveryMeasureIsScoredOrSaysWhyNot) {
  for (std::size_t i = 0; i < measure::kMeasureCount; ++i) {
    const auto id = static_cast<MeasureId>(i);
    const auto entry = threshold(id, studio_profile());
    EXPECT_NE(entry.has_value(), !unscored_reason(id).empty()) << measure::measure_info(id).name;
    if (!entry) continue;
    EXPECT_FALSE(entry->limit.empty() || entry->reason.empty() || entry->source.empty());
    EXPECT_LT(entry->display_from, entry->display_to);
    if (entry->is_logarithmic) {
      EXPECT_GT(entry->display_from, 0.0);
    }
  }
}

std::string knots_text(const Threshold& entry) {
  std::ostringstream text;
  for (const Knot& knot : entry.curve.knots()) {
    text << (text.tellp() == 0 ? "" : ", ") << knot.value << "→" << knot.grade;
  }
  return text.str();
}

/// One row of the table in docs/score.md.
std::string doc_row(const Threshold& entry) {
  std::string row = "| `" + std::string(measure::measure_info(entry.id).name) + "` | " + number_text(entry.weight, 0);
  row += std::string(entry.can_spoil ? " | yes | " : " | | ") + entry.limit + " | " + knots_text(entry) + " | ";
  return row + entry.reason + " | " + entry.source + " |";
}

// The page cannot rot: it must hold each row as the table says it.
TEST(Thresholds, TheDocumentListsEveryMeasureAsItIs) {
  const char* source = std::getenv("TIMBRE_SOURCE");
  if (source == nullptr) GTEST_SKIP() << "SKIPPED: set TIMBRE_SOURCE to the checkout";
  std::ifstream file(std::filesystem::path(source) / "docs/score.md");
  std::stringstream page;
  page << file.rdbuf();
  for (const Threshold& entry : thresholds(studio_profile())) {
    EXPECT_NE(page.str().find(doc_row(entry)), std::string::npos) << "docs/score.md lacks this row:\n"
                                                                  << doc_row(entry);
  }
  for (std::size_t i = 0; i < measure::kMeasureCount; ++i) {
    const auto name = "`" + std::string(measure::measure_info(static_cast<MeasureId>(i)).name) + "`";
    EXPECT_NE(page.str().find(name), std::string::npos) << "docs/score.md does not speak of " << name;
  }
  for (const Profile& profile : profiles()) {
    EXPECT_NE(page.str().find("`" + std::string(profile.name) + "`"), std::string::npos) << profile.name;
  }
}

}  // namespace
}  // namespace timbre::score
