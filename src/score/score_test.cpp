#include "score/score.h"

#include <cmath>
#include <cstdio>
#include <limits>

#include "gtest/gtest.h"

#include "base/random.h"
#include "score/scorecard_json.h"
#include "score/testing/random_takes.h"
#include "score/testing/takes.h"
#include "score/thresholds.h"

namespace timbre::score {
namespace {

using measure::MeasureId;
using measure::Reading;

constexpr double kMissingShare = 0.1;
constexpr double kCliff = 3.0;
#ifdef TIMBRE_SANITIZED  // twenty times slower; what a sanitizer looks for is in every round
constexpr int kRounds = 14;
constexpr int kSweptTakes = 3;
#else
constexpr int kRounds = 56;
constexpr int kSweptTakes = 16;
#endif

// Rung: definition.
TEST(Score, StarsFollowTheOverallScore) {
  EXPECT_EQ(stars_of(85.0), 5);
  EXPECT_EQ(stars_of(84.9), 4);
  EXPECT_EQ(stars_of(70.0), 4);
  EXPECT_EQ(stars_of(55.0), 3);
  EXPECT_EQ(stars_of(40.0), 2);
  EXPECT_EQ(stars_of(39.9), 1);
}

TEST(Score, OverallIsThreeQuartersAcoustic) {
  const Scorecard card = score_measurements(home_take());
  EXPECT_NEAR(card.overall, 0.75 * *card.acoustic.score + 0.25 * *card.delivery.score, 0.1);
  EXPECT_EQ(card.overall, card.overall_measured);
  EXPECT_FALSE(card.perceptual.has_value());
}

TEST(Score, AStudioTakeReachesTheTop) {
  measure::TakeMeasurements take = home_take();
  for (const auto& [id, value] : {std::pair{MeasureId::SnrDb, 65.0},
                                  {MeasureId::NoiseFloorDbfs, -90.0},
                                  {MeasureId::BandwidthHz, 20000.0},
                                  {MeasureId::BitDepth, 24.0},
                                  {MeasureId::Srmr, 10.0}}) {
    take.readings[id] = Reading::of(value);
  }
  const Scorecard card = score_measurements(take);
  EXPECT_DOUBLE_EQ(*card.acoustic.score, 100.0);
  EXPECT_EQ(card.stars, 5);
  EXPECT_TRUE(card.advice.empty());
  EXPECT_TRUE(card.first.empty());
  EXPECT_EQ(card.summary, "Clean signal, lively delivery.");
}

/// How far overall moves when one measure of a take changes to `value`.
double jump(const measure::TakeMeasurements& take, MeasureId id, double value, const ScoreOptions& options) {
  measure::TakeMeasurements moved = take;
  moved.readings[id] = Reading::of(value);
  return std::abs(score_measurements(moved, options).overall - score_measurements(take, options).overall);
}

// Rung: property. One percent of the value, and one percent of the bar where it is linear.
TEST(ScoreProperty, OnePercentOfAnyMeasureNeverMakesACliff) {
  SeededRandom random(20260101);
  double largest = 0.0;
  for (int round = 0; round < kRounds; ++round) {
    const Profile& profile = profiles()[static_cast<std::size_t>(round) % profiles().size()];
    ScoreOptions options;
    options.profile = &profile;
    const measure::TakeMeasurements take = random_take(random, profile, kMissingShare);
    for (const Threshold& entry : thresholds(profile)) {
      const auto value = take.readings[entry.id].value;
      if (!value) continue;
      std::vector<double> moved{*value * 1.01, *value * 0.99};
      if (!entry.is_logarithmic) moved.push_back(*value + 0.01 * (entry.display_to - entry.display_from));
      for (const double other : moved) {
        const double change = jump(take, entry.id, other, options);
        largest = std::max(largest, change);
        EXPECT_LE(change, kCliff) << measure::measure_info(entry.id).name << " from " << *value << " to " << other;
      }
    }
  }
  std::printf("  largest change of overall by 1 %% of one measure: %.2f points\n", largest);
}

// Rung: property. Better readings never lower the score, SRMR's fading weight included.
TEST(ScoreProperty, OverallFollowsTheDirectionOfEachMeasure) {
  SeededRandom random(7);
  for (int round = 0; round < kSweptTakes; ++round) {
    measure::TakeMeasurements take = random_take(random, studio_profile(), 0.0);
    for (const Threshold& entry : thresholds(studio_profile())) {
      if (entry.direction == Direction::BestBetween) continue;
      measure::TakeMeasurements swept = take;
      std::optional<double> last;
      for (int step = 0; step <= 60; ++step) {
        const double share = step / 60.0;
        const double value = entry.direction == Direction::MoreIsBetter
                                 ? entry.display_from + share * (entry.display_to - entry.display_from)
                                 : entry.display_to - share * (entry.display_to - entry.display_from);
        swept.readings[entry.id] = Reading::of(value);
        const double overall = score_measurements(swept).overall;
        if (last) {
          EXPECT_GE(overall, *last) << measure::measure_info(entry.id).name << " at " << value;
        }
        last = overall;
      }
    }
  }
}

TEST(ScoreProperty, TheSameMeasurementsGiveTheSameBytes) {
  SeededRandom random(11);
  for (int round = 0; round < 50; ++round) {
    const measure::TakeMeasurements take = random_take(random, studio_profile(), kMissingShare);
    EXPECT_EQ(to_json(score_measurements(take)).dump(), to_json(score_measurements(take)).dump());
  }
}

TEST(ScoreProperty, DeliveryNeverRejects) {
  SeededRandom random(13);
  for (int round = 0; round < 300; ++round) {
    const measure::TakeMeasurements any = random_take(random, studio_profile(), kMissingShare);
    measure::TakeMeasurements take = home_take();
    for (const Threshold& entry : thresholds(studio_profile())) {
      if (entry.axis == Axis::Delivery) take.readings[entry.id] = any.readings[entry.id];
    }
    const Scorecard card = score_measurements(take);
    EXPECT_EQ(card.verdict, Verdict::Keep);
    EXPECT_TRUE(card.rejects.empty());
  }
}

TEST(ScoreProperty, APerceptualScoreRaisesWithItsOpinion) {
  double last = -1.0;
  for (double mos = 1.0; mos <= 5.0; mos += 0.05) {
    ScoreOptions options;
    options.perceptual = PerceptualScore{"test", mos};
    const Scorecard card = score_measurements(home_take(), options);
    EXPECT_GE(card.overall, last);
    EXPECT_NEAR(card.overall, fold_in_perceptual(card.overall_measured, mos), 0.1);
    last = card.overall;
  }
  EXPECT_DOUBLE_EQ(fold_in_perceptual(80.0, 9.0), fold_in_perceptual(80.0, 5.0));
  EXPECT_DOUBLE_EQ(fold_in_perceptual(100.0, 5.0), 100.0);
  EXPECT_DOUBLE_EQ(fold_in_perceptual(0.0, 1.0), 0.0);
}

TEST(Score, NothingMeasuredIsRejectedWithoutANumberMadeUp) {
  const Scorecard card = score_measurements(measure::TakeMeasurements{});
  EXPECT_EQ(card.verdict, Verdict::Reject);
  ASSERT_EQ(card.rejects.size(), 1u);
  EXPECT_EQ(card.rejects[0].why, "Nothing could be measured.");
  EXPECT_EQ(card.overall, 0.0);
  EXPECT_EQ(card.stars, 1);
  EXPECT_FALSE(card.delivery.score.has_value());
  for (const MeasureScore& entry : card.measures) {
    EXPECT_FALSE(entry.value.has_value());
    EXPECT_FALSE(entry.why.empty());
  }
  EXPECT_EQ(to_json(card).dump().find("nan"), std::string::npos);
}

TEST(Score, SilenceAndMissingSpeechSayWhichItIs) {
  measure::TakeMeasurements take = home_take();
  take.findings.no_speech = true;
  EXPECT_EQ(score_measurements(take).summary, "No speech was found.");
  EXPECT_EQ(score_measurements(take).overall, 0.0);
  take.findings.is_silent = true;
  EXPECT_EQ(score_measurements(take).rejects.front().why, "The take is silent: every sample is zero.");
  ASSERT_FALSE(score_measurements(take).advice.empty());
  EXPECT_EQ(score_measurements(take).advice.front().id, "check_microphone");
  ScoreOptions options;
  options.perceptual = PerceptualScore{"test", 4.0};
  EXPECT_EQ(score_measurements(take, options).overall, 0.0) << "nothing to clone, whatever a model hears in it";
}

TEST(Score, AValueThatIsNotFiniteCountsAsMissing) {
  for (const double broken : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    measure::TakeMeasurements take = home_take();
    take.readings[MeasureId::SnrDb] = Reading::of(broken);
    ScoreOptions options;
    options.perceptual = PerceptualScore{"test", broken};
    const Scorecard card = score_measurements(take, options);
    EXPECT_FALSE(card[MeasureId::SnrDb].value.has_value());
    EXPECT_TRUE(std::isfinite(card.overall));
    EXPECT_FALSE(card.perceptual.has_value());
  }
}

}  // namespace
}  // namespace timbre::score
