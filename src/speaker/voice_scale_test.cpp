// Rung: definition (the scale by hand, over embeddings made up for it), property (monotone, bounded).
#include "speaker/voice_scale.h"

#include <cmath>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace timbre::speaker {
namespace {

using testing::HasSubstr;

/// A likeness is then a cosine: no cohort.
EncoderCard plain_card() {
  EncoderCard card;
  card.embedding_size = 2;
  card.same_from = 0.6;
  card.different_below = 0.2;
  return card;
}

Embedding at_cosine(double cosine) {
  return {static_cast<float>(cosine), static_cast<float>(std::sqrt(1.0 - cosine * cosine))};
}

const Embedding kReference{1.0F, 0.0F};

VoiceScale usual() { return {{{2.0, 0.0, 0.4}, {10.0, 0.1, 0.9}}}; }

double share(double cosine, double duration_s, double own = 1.0) {
  const auto found = share_of(usual(), plain_card(), {at_cosine(cosine), duration_s}, {kReference, 12.0}, own);
  EXPECT_TRUE(found.ok());
  return found.ok() ? *found : -1.0;
}

TEST(VoiceScale, StrangersAreNothingAndTwoRecordingsOfOnePersonAreAll) {
  EXPECT_NEAR(share(0.1, 10.0), 0.0, 1e-6);
  EXPECT_NEAR(share(0.9, 10.0), 1.0, 1e-6);
  EXPECT_NEAR(share(0.5, 10.0), 0.5, 1e-6);
}

TEST(VoiceScale, AShortClipIsHeldAgainstWhatShortClipsReach) {
  EXPECT_NEAR(share(0.4, 2.0), 1.0, 1e-6);
  EXPECT_NEAR(share(0.65, 6.0), 1.0, 1e-6) << "half-way between both lengths: 0.05 to 0.65";
  EXPECT_NEAR(share(0.5, 60.0), 0.5, 1e-6) << "longer than the longest measured is as the longest";
  // the reference may be the shorter one
  const auto found = share_of(usual(), plain_card(), {at_cosine(0.4), 30.0}, {kReference, 2.0});
  ASSERT_TRUE(found.ok());
  EXPECT_NEAR(*found, 1.0, 1e-6);
}

TEST(VoiceScale, WhatIsSaidStaysWithinBoundsAndGrowsWithLikeness) {
  double before = -1;
  for (double cosine = -1.0; cosine <= 1.0; cosine += 0.05) {
    const double here = share(cosine, 10.0);
    EXPECT_GE(here, std::max(before, kLeastShare));
    EXPECT_LE(here, kMostShare);
    before = here;
  }
  EXPECT_DOUBLE_EQ(share(-0.5, 10.0), kLeastShare);
  EXPECT_DOUBLE_EQ(share(1.0, 10.0), kMostShare);
}

TEST(VoiceScale, TooLittleSoundIsNotJudged) {
  const auto clone = share_of(usual(), plain_card(), {kReference, 1.9}, {kReference, 12.0});
  ASSERT_FALSE(clone.ok());
  EXPECT_EQ(clone.error().kind, ErrorKind::InvalidInput);
  EXPECT_EQ(clone.error().message, "the clone lasts 1.9 s and at least 2.0 s are needed to compare voices");
  const auto reference = share_of(usual(), plain_card(), {kReference, 12.0}, {kReference, 1.0});
  ASSERT_FALSE(reference.ok());
  EXPECT_THAT(reference.error().message, HasSubstr("the reference clip lasts 1.0 s"));
}

TEST(VoiceScale, ThePersonsOwnRecordingsAreTheMeasureWhereThereAreTwo) {
  const std::vector<HeardClip> own{{kReference, 20.0}, {at_cosine(0.7), 10.0}};
  const auto found = own_share(usual(), plain_card(), own);
  ASSERT_TRUE(found);
  EXPECT_NEAR(*found, 0.75, 1e-6);
  EXPECT_NEAR(share(0.7, 10.0, *found), 1.0, 1e-6) << "as alike as the person's own recordings are";
  EXPECT_NEAR(share(0.4, 10.0, *found), 0.5, 1e-6);
}

TEST(VoiceScale, TheMeanOfAllPairsCounts) {
  // 0.7 and 0.7, and the two at that angle from each other: 2·0.7² − 1 < different_below, two people
  const std::vector<HeardClip> apart{{kReference, 20.0}, {at_cosine(0.7), 20.0}, {{0.7F, -0.714143F}, 20.0}};
  EXPECT_NEAR(own_share(usual(), plain_card(), apart).value_or(0), 0.75, 1e-5);
  const std::vector<HeardClip> near{{kReference, 20.0}, {at_cosine(0.9), 20.0}, {{0.9F, -0.43589F}, 20.0}};
  EXPECT_NEAR(own_share(usual(), plain_card(), near).value_or(0), (1.0 + 1.0 + 0.65) / 3, 1e-4) << "0.62 between them";
}

TEST(VoiceScale, RecordingsThatTellNothingAboutThePersonAreNoMeasure) {
  const auto own = [](const std::vector<HeardClip>& clips) { return own_share(usual(), plain_card(), clips); };
  EXPECT_FALSE(own({}));
  EXPECT_FALSE(own({{kReference, 20.0}}));
  EXPECT_FALSE(own({{kReference, 20.0}, {at_cosine(0.7), 1.5}})) << "too short";
  EXPECT_FALSE(own({{kReference, 20.0}, {at_cosine(0.99), 20.0}})) << "a copy is no second recording";
  EXPECT_FALSE(own({{kReference, 20.0}, {at_cosine(0.1), 20.0}})) << "two people";
  EXPECT_FALSE(own({{kReference, 20.0}, {at_cosine(0.3), 20.0}})) << "a share of 0.25: a stranger would do as well";
}

TEST(VoiceScale, AnEncoderNobodyMeasuredHasNoScale) {
  EncoderCard card = plain_card();
  card.name = "other-2";
  card.sha256 = std::string(64, '0');
  const auto scale = voice_scale(card);
  ASSERT_FALSE(scale.ok());
  EXPECT_EQ(scale.error().kind, ErrorKind::Unavailable);
  EXPECT_THAT(scale.error().message, HasSubstr("other-2"));
}

}  // namespace
}  // namespace timbre::speaker
