// Rungs: exact (verdicts at the card's thresholds), property (port).
#include "studio/who_speaks.h"

#include <cmath>

#include "gtest/gtest.h"

namespace timbre::studio {
namespace {

speaker::EncoderCard card() {
  speaker::EncoderCard card;
  card.calibration = {20.0, -8.0};
  card.same_from = 0.5;
  card.different_below = 0.3;
  return card;
}

speaker::Embedding at_cosine(double cosine) {
  return {static_cast<float>(cosine), static_cast<float>(std::sqrt(1.0 - cosine * cosine))};
}

TEST(WhoSpeaks, AnswersByTheCardsThresholds) {
  const speaker::Embedding reference{1.0F, 0.0F};
  EXPECT_EQ(compare_embeddings(card(), reference, at_cosine(0.51)).verdict, SpeakerVerdict::Same);
  EXPECT_EQ(compare_embeddings(card(), reference, at_cosine(0.49)).verdict, SpeakerVerdict::Undecided);
  EXPECT_EQ(compare_embeddings(card(), reference, at_cosine(0.31)).verdict, SpeakerVerdict::Undecided);
  EXPECT_EQ(compare_embeddings(card(), reference, at_cosine(0.29)).verdict, SpeakerVerdict::Different);
  const auto even = compare_embeddings(card(), reference, at_cosine(0.4));
  EXPECT_NEAR(even.cosine, 0.4, 1e-6);
  EXPECT_NEAR(even.probability, 0.5, 1e-5);
  EXPECT_EQ(to_string(even.verdict), "undecided");
}

}  // namespace
}  // namespace timbre::studio
