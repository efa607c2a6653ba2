// Rungs: exact (counts), definition (cosines by hand), property (a clone of somebody else, a clip without speech).
#include "eval/voice_identity.h"

#include "gtest/gtest.h"

namespace timbre::eval {
namespace {

/// Two people at right angles, two recordings each; the cosine within a person is 0.8.
const std::vector<LabelledEmbedding> kPeople{
    {"a", {1.0F, 0.0F, 0.0F}}, {"a", {0.8F, 0.6F, 0.0F}}, {"b", {0.0F, 0.0F, 2.0F}}, {"b", {0.0F, 1.2F, 1.6F}}};

TEST(VoiceIdentity, TheThresholdLiesBetweenTheKinds) {
  const auto threshold = acceptance_threshold(kPeople);
  ASSERT_TRUE(threshold.ok()) << threshold.error().message;
  EXPECT_EQ(threshold->same_pairs, 2U);
  EXPECT_EQ(threshold->others_pairs, 4U);
  EXPECT_EQ(threshold->cosine_error, 0.0);
  EXPECT_GT(threshold->cosine, 0.36);  // the second recordings of both: 0.6 · 0.6
  EXPECT_LE(threshold->cosine, 0.8 + 1e-6);
  EXPECT_EQ(threshold->likeness, threshold->cosine);  // places by default
}

TEST(VoiceIdentity, AThresholdNeedsTwoPeople) { EXPECT_FALSE(acceptance_threshold(std::span(kPeople).first(2)).ok()); }

TEST(VoiceIdentity, ACloneIsHeldAgainstEveryRecordingOfItsPerson) {
  const std::vector<LabelledEmbedding> clones{{"a", {5.0F, 0.0F, 0.0F}}, {"b", {1.0F, 0.0F, 0.0F}}};
  const AcceptanceThreshold threshold{.likeness = 0.9, .cosine = 0.7};
  const auto found = identify(clones, kPeople, threshold, Clips::Clones);
  ASSERT_TRUE(found.ok()) << found.error().message;
  ASSERT_EQ(found->size(), 2U);
  EXPECT_EQ(found->front().trials, 2U);
  EXPECT_EQ(found->front().accepted, 1U);            // 1.0, not 0.8
  EXPECT_EQ(found->front().accepted_by_cosine, 2U);  // both
  EXPECT_NEAR(found->front().cosine_sum, 1.8, 1e-6);
  EXPECT_TRUE(found->front().is_identified);
  EXPECT_EQ(found->back().accepted, 0U);
  EXPECT_FALSE(found->back().is_identified) << "it sounds like the other one";
  const auto shares = identity_shares(*found);
  EXPECT_NEAR(shares.accepted, 0.25, 1e-12);
  EXPECT_NEAR(shares.accepted_by_cosine, 0.5, 1e-12);
  EXPECT_NEAR(shares.identified, 0.5, 1e-12);
  EXPECT_NEAR(shares.mean_cosine, 0.45, 1e-6);
}

TEST(VoiceIdentity, TheLikenessCountsFromThePlaceInTheCohort) {
  const std::vector<LabelledEmbedding> clone{{"a", {1.0F, 0.0F, 0.0F}, {.mean = 0.5, .spread = 0.25}}};
  std::vector<LabelledEmbedding> people = kPeople;
  for (auto& one : people) one.place = {.mean = 0.5, .spread = 0.25};
  const auto found = identify(clone, people, {.likeness = 1.5, .cosine = 0.0}, Clips::Clones);
  ASSERT_TRUE(found.ok());
  EXPECT_EQ(found->front().accepted, 1U);  // (1 − .5)/.25 = 2 reaches it, (.8 − .5)/.25 = 1.2 does not
}

TEST(VoiceIdentity, ARecordingIsNotHeldAgainstItself) {
  const auto found = identify(kPeople, kPeople, {.likeness = 0.7, .cosine = 0.7}, Clips::Recordings);
  ASSERT_TRUE(found.ok());
  for (const auto& one : *found) {
    EXPECT_EQ(one.trials, 1U);
    EXPECT_EQ(one.accepted, 1U);
    EXPECT_NEAR(one.cosine_sum, 0.8, 1e-6);
    EXPECT_TRUE(one.is_identified);
  }
}

TEST(VoiceIdentity, AnOnlyRecordingIsNotIdentifiedByItself) {
  const std::vector<LabelledEmbedding> people{kPeople[0], kPeople[2]};
  const auto found = identify(people, people, {}, Clips::Recordings);
  ASSERT_TRUE(found.ok());
  EXPECT_EQ(found->front().trials, 0U);
  EXPECT_FALSE(found->front().is_identified);
  EXPECT_EQ(identity_shares(*found).accepted, 0.0);
}

TEST(VoiceIdentity, AClipWithoutSpeechCountsAsMissed) {
  const std::vector<LabelledEmbedding> clones{{"a", {}}};
  const auto found = identify(clones, kPeople, {.likeness = -1.0, .cosine = -1.0}, Clips::Clones);
  ASSERT_TRUE(found.ok());
  EXPECT_EQ(found->front().trials, 2U);
  EXPECT_EQ(found->front().accepted, 0U);
  EXPECT_FALSE(found->front().is_identified);
}

TEST(VoiceIdentity, APersonWithoutRecordingsIsNamed) {
  const std::vector<LabelledEmbedding> clones{{"nobody", {1.0F, 0.0F, 0.0F}}};
  const auto found = identify(clones, kPeople, {}, Clips::Clones);
  ASSERT_FALSE(found.ok());
  EXPECT_NE(found.error().message.find("nobody"), std::string::npos);
}

}  // namespace
}  // namespace timbre::eval
