#include "score/grading.h"

#include "gtest/gtest.h"

#include "score/testing/takes.h"
#include "score/thresholds.h"

namespace timbre::score {
namespace {

using measure::MeasureId;
using measure::Reading;

const MeasureScore& at(const std::vector<MeasureScore>& all, MeasureId id) { return all[static_cast<std::size_t>(id)]; }

TEST(Grading, JudgesThePrintedValue) {
  measure::Readings readings = home_take().readings;
  readings[MeasureId::SnrDb] = Reading::of(19.96);
  const auto graded = grade_measures(readings, studio_profile());
  EXPECT_DOUBLE_EQ(*at(graded, MeasureId::SnrDb).value, 20.0);
  EXPECT_DOUBLE_EQ(*at(graded, MeasureId::SnrDb).grade, 0.3);
}

TEST(Grading, SrmrCountsOnlyAsFarAsTheSnrAllows) {
  measure::Readings readings = home_take().readings;
  const double full = threshold(MeasureId::Srmr, studio_profile())->weight;
  EXPECT_DOUBLE_EQ(at(grade_measures(readings, studio_profile()), MeasureId::Srmr).weight, full);
  readings[MeasureId::SnrDb] = Reading::of(25.0);
  EXPECT_DOUBLE_EQ(at(grade_measures(readings, studio_profile()), MeasureId::Srmr).weight, full / 2.0);
  readings[MeasureId::SnrDb] = Reading::of(20.0);
  EXPECT_FALSE(at(grade_measures(readings, studio_profile()), MeasureId::Srmr).grade.has_value());
  readings[MeasureId::SnrDb] = Reading::none("no pauses");
  EXPECT_FALSE(at(grade_measures(readings, studio_profile()), MeasureId::Srmr).grade.has_value());
}

TEST(Grading, AWideBandAndAQuietBackgroundAreNotCreditedToClipping) {
  measure::Readings readings = home_take().readings;
  readings[MeasureId::BandwidthHz] = Reading::of(20000.0);
  const auto grade_at = [&readings](double percent) {
    readings[MeasureId::ClippedPercent] = Reading::of(percent);
    return *at(grade_measures(readings, studio_profile()), MeasureId::BandwidthHz).grade;
  };
  EXPECT_DOUBLE_EQ(grade_at(0.0), 1.0);
  EXPECT_DOUBLE_EQ(grade_at(0.01), 1.0);
  EXPECT_DOUBLE_EQ(grade_at(0.1), 0.8);
  EXPECT_DOUBLE_EQ(grade_at(5.0), 0.6);
  readings[MeasureId::SnrDb] = Reading::of(60.0);
  EXPECT_DOUBLE_EQ(*at(grade_measures(readings, studio_profile()), MeasureId::SnrDb).grade, 0.6);
}

TEST(Grading, SyllablesStandInForWordsOnlyWhileThereAreNone) {
  measure::Readings readings = home_take().readings;
  EXPECT_TRUE(at(grade_measures(readings, studio_profile()), MeasureId::SyllableRateHz).grade.has_value());
  readings[MeasureId::WordsPerMinute] = Reading::of(140.0);
  const auto graded = grade_measures(readings, studio_profile());
  EXPECT_FALSE(at(graded, MeasureId::SyllableRateHz).grade.has_value());
  EXPECT_TRUE(at(graded, MeasureId::WordsPerMinute).grade.has_value());
}

TEST(Grading, WordsThatCannotBeBelievedLeaveThePaceToSyllables) {
  measure::TakeMeasurements take = home_take_with_words(0.3, 200.0);
  EXPECT_EQ(words_mistrusted(take.words), "the transcript is uncertain");
  const auto graded = grade_measures(take.readings, studio_profile(), words_mistrusted(take.words));
  EXPECT_TRUE(at(graded, MeasureId::SyllableRateHz).grade.has_value());
  EXPECT_FALSE(at(graded, MeasureId::WordsPerMinute).grade.has_value());
  EXPECT_EQ(at(graded, MeasureId::WordsPerMinute).value, 200.0) << "shown all the same";
  EXPECT_EQ(at(graded, MeasureId::WordsPerMinute).limit, "shown, not scored: the transcript is uncertain");
  take = home_take_with_words(0.9, 200.0);
  EXPECT_EQ(words_mistrusted(take.words), "");
  take.words.transcript->language = "de";
  EXPECT_EQ(words_mistrusted(take.words), "the limits are for English");
  EXPECT_EQ(words_mistrusted(home_take().words), "");
}

TEST(Grading, KeepsTheReasonOfAMissingValue) {
  const auto graded = grade_measures(home_take().readings, studio_profile());
  EXPECT_EQ(at(graded, MeasureId::WordsPerMinute).why, "no transcript was made");
  EXPECT_EQ(at(graded, MeasureId::ClickCount).axis, Axis::Unscored);
}

TEST(Grading, WithoutDeliveryTheOverallIsTheAcousticScore) {
  measure::Readings readings = home_take().readings;
  for (const Threshold& entry : thresholds(studio_profile())) {
    if (entry.axis == Axis::Delivery) readings[entry.id] = Reading::none("whispered");
  }
  const Totals totals = totals_of(grade_measures(readings, studio_profile()), std::nullopt);
  EXPECT_FALSE(totals.delivery.has_value());
  EXPECT_DOUBLE_EQ(totals.overall, *totals.acoustic);
}

}  // namespace
}  // namespace timbre::score
