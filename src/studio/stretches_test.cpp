// Rung: exact; properties over seeded random takes.
#include "studio/stretches.h"

#include <gtest/gtest.h>
#include <random>

namespace timbre::studio {
namespace {

struct Take {
  measure::VoiceActivity activity;
  measure::BandLevels levels;
  double duration_s = 0.0;
};

Take take_of(const std::vector<TimeRange>& speech, double duration_s) {
  Take take{{0.01, {}}, {0.01, measure::kMaxBandCount, {}}, duration_s};
  const auto count = static_cast<std::size_t>(duration_s * 100.0 + 0.5);
  take.activity.is_speech.assign(count, 0);
  take.levels.frames.assign(count, measure::BandPowers{1.0F});
  for (const auto& range : speech)
    for (auto t = static_cast<std::size_t>(range.start_s * 100.0 + 0.5);
         t < static_cast<std::size_t>(range.end_s * 100.0 + 0.5); ++t)
      take.activity.is_speech[t] = 1;
  return take;
}

TEST(Stretches, JoinPhrasesAndEndAtLongPauses) {
  const Take take = take_of({{1.0, 3.0}, {3.5, 5.0}, {9.0, 10.0}}, 12.0);
  const auto stretches = plan_stretches(take.activity, take.levels, take.duration_s);
  ASSERT_EQ(stretches.size(), 2U);
  EXPECT_NEAR(stretches[0].start_s, 0.75, 1e-9);
  EXPECT_NEAR(stretches[0].end_s, 5.25, 1e-9);
  EXPECT_NEAR(stretches[1].start_s, 8.75, 1e-9);
  EXPECT_NEAR(stretches[1].end_s, 10.25, 1e-9);
}

TEST(Stretches, WithoutSpeechThereIsNone) {
  const Take take = take_of({}, 12.0);
  EXPECT_TRUE(plan_stretches(take.activity, take.levels, take.duration_s).empty());
}

TEST(Stretches, WithoutAPauseTheCutLiesWhereItIsQuietest) {
  Take take = take_of({{0.0, 45.0}}, 45.0);
  for (std::size_t t = 2500; t < 2505; ++t) take.levels.frames[t] = measure::BandPowers{0.01F};
  const auto stretches = plan_stretches(take.activity, take.levels, take.duration_s);
  ASSERT_EQ(stretches.size(), 2U);
  EXPECT_NEAR(stretches[0].end_s, 25.025, 1e-9);
  EXPECT_EQ(stretches[0].end_s, stretches[1].start_s);
}

TEST(Stretches, HoldEveryClaimedFrameOnceAndAreNeverTooLong) {
  std::mt19937 random(5);
  for (int round = 0; round < 50; ++round) {
    std::vector<TimeRange> speech;
    double at_s = 0.0;
    while (at_s < 280.0) {
      const double start_s = at_s + 0.16 + static_cast<double>(random() % 300) / 100.0;
      at_s = start_s + 0.1 + static_cast<double>(random() % (round % 2 == 0 ? 800 : 6000)) / 100.0;
      speech.push_back({start_s, std::min(at_s, 300.0)});
    }
    const Take take = take_of(speech, 300.0);
    const auto stretches = plan_stretches(take.activity, take.levels, take.duration_s);
    std::vector<int> covered(take.activity.is_speech.size(), 0);
    double end_s = 0.0;
    for (const auto& stretch : stretches) {
      EXPECT_LE(stretch.end_s - stretch.start_s, 30.0 + 1e-9);
      EXPECT_GE(stretch.start_s, end_s - 1e-9);
      end_s = stretch.end_s;
      for (std::size_t t = 0; t < covered.size(); ++t) {
        const double middle_s = (static_cast<double>(t) + 0.5) * 0.01;
        covered[t] += middle_s >= stretch.start_s && middle_s < stretch.end_s ? 1 : 0;
      }
    }
    for (std::size_t t = 0; t < covered.size(); ++t) {
      EXPECT_LE(covered[t], 1);
      ASSERT_GE(covered[t], take.activity.is_speech[t]) << "frame " << t << " in round " << round;
    }
  }
}

}  // namespace
}  // namespace timbre::studio
