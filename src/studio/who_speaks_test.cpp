// Rungs: exact (verdicts at the card's thresholds), property (port).
#include "studio/who_speaks.h"

#include <cmath>

#include "gtest/gtest.h"

#include "nn/onnx_session.h"
#include "speaker/voice_scale.h"

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

TEST(WhoSpeaks, AClonesJudgeIsNotTheEncoderThatTaughtItAndHasAScaleOfItsOwn) {
  if (!nn::why_no_networks().empty()) GTEST_SKIP() << nn::why_no_networks();
  PosixFileSystem disk;
  const auto encoder = shipped_speaker_encoder(disk);
  const auto judge = shipped_voice_judge(disk);
  if (!encoder.ok() && !std::filesystem::exists(speaker::shipped_models_folder())) GTEST_SKIP() << "SKIPPED: no models";
  ASSERT_TRUE(encoder.ok()) << encoder.error().message;
  ASSERT_TRUE(judge.ok()) << judge.error().message;
  EXPECT_NE((*encoder)->card().sha256, (*judge)->card().sha256);
  EXPECT_TRUE(speaker::voice_scale((*judge)->card()).ok());
  EXPECT_EQ(speaker::voice_scale((*encoder)->card()).error().kind, ErrorKind::Unavailable);
}

}  // namespace
}  // namespace timbre::studio
