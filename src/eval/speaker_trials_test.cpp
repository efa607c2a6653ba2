// Rungs: exact (counts), definition (pairs by hand), property (separable, indistinguishable, interval).
#include "eval/speaker_trials.h"

#include "gtest/gtest.h"

#include "base/random.h"

namespace timbre::eval {
namespace {

/// Recordings around a speaker's own direction; `spread` decides how far.
std::vector<LabelledEmbedding> made_speakers(std::size_t speakers, std::size_t each, double spread) {
  SeededRandom random(5);
  std::vector<LabelledEmbedding> all;
  for (std::size_t s = 0; s < speakers; ++s) {
    std::vector<double> centre(16);
    for (double& c : centre) c = random.normal();
    for (std::size_t r = 0; r < each; ++r) {
      LabelledEmbedding one{"s" + std::to_string(s), {}};
      for (const double c : centre) one.values.push_back(static_cast<float>(c + spread * random.normal()));
      all.push_back(one);
    }
  }
  return all;
}

TEST(SpeakerTrials, CountsEveryPairOnce) {
  const auto report = speaker_report(made_speakers(5, 4, 0.1), {.draws = 0});
  ASSERT_TRUE(report.ok()) << report.error().message;
  EXPECT_EQ(report->speaker_count, 5U);
  EXPECT_EQ(report->recording_count, 20U);
  EXPECT_EQ(report->same_pairs, 5U * 6U);
  EXPECT_EQ(report->different_pairs, 190U - 30U);
  EXPECT_EQ(report->equal.rate, 0.0);
  EXPECT_EQ(report->identification_share, 1.0);
  EXPECT_EQ(report->strict.false_rejects, 0.0);
}

TEST(SpeakerTrials, SpeakersThatAreAllAlikeAreNotToldApart) {
  const auto report = speaker_report(made_speakers(20, 6, 30.0), {.draws = 50});
  ASSERT_TRUE(report.ok());
  EXPECT_NEAR(report->equal.rate, 0.5, 0.06);
  EXPECT_LT(report->identification_share, 0.25);
  EXPECT_LT(report->equal_low, report->equal.rate);
  EXPECT_GT(report->equal_high, report->equal.rate);
  EXPECT_LT(report->equal_high - report->equal_low, 0.2);
}

TEST(SpeakerTrials, ScoresAreCosines) {
  const std::vector<LabelledEmbedding> three{{"a", {1.0F, 0.0F}}, {"a", {2.0F, 0.0F}}, {"b", {0.0F, 3.0F}}};
  const auto scores = pair_scores(three);
  ASSERT_TRUE(scores.ok());
  EXPECT_EQ(scores->same, std::vector<double>{1.0});
  EXPECT_EQ(scores->different, (std::vector<double>{0.0, 0.0}));
  EXPECT_NEAR(speaker_report(three)->identification_share, 2.0 / 3.0, 1e-12);  // "b" has no other recording
}

TEST(SpeakerTrials, RefuseWhatHasNoPairs) {
  EXPECT_FALSE(speaker_report(made_speakers(1, 4, 0.1)).ok());
  EXPECT_FALSE(speaker_report(made_speakers(4, 1, 0.1)).ok());
  EXPECT_FALSE(speaker_report({}).ok());
}

}  // namespace
}  // namespace timbre::eval
