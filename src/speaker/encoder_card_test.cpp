// Rungs: exact (fields), definition (the logistic curve).
#include "speaker/encoder_card.h"

#include <cmath>

#include "gtest/gtest.h"

#include "base/json.h"

namespace timbre::speaker {
namespace {

Json good_card() {
  return {{"name", "test-1"},
          {"sha256", "00"},
          {"embedding_size", 192},
          {"features",
           {{"sample_rate_hz", 16000},
            {"window_s", 0.025},
            {"hop_s", 0.01},
            {"band_count", 40},
            {"low_hz", 20},
            {"high_hz", 7600}}},
          {"calibration_slope", 20.0},
          {"calibration_offset", -8.0},
          {"same_from", 0.5},
          {"different_below", 0.3},
          {"licence", "for people"}};
}

TEST(EncoderCard, IsRead) {
  const auto card = parse_encoder_card(good_card().dump());
  ASSERT_TRUE(card.ok()) << card.error().message;
  EXPECT_EQ(card->embedding_size, 192U);
  EXPECT_EQ(card->features.band_count, 40U);
  EXPECT_DOUBLE_EQ(card->same_from, 0.5);
  EXPECT_DOUBLE_EQ(card->calibration.probability(0.4), 0.5);
  EXPECT_NEAR(card->calibration.probability(0.5), 1.0 / (1.0 + std::exp(-2.0)), 1e-12);
}

TEST(EncoderCard, NamesTheFieldThatIsWrong) {
  for (const char* field : {"name", "sha256", "embedding_size", "features", "calibration_slope", "same_from"}) {
    Json card = good_card();
    card.erase(field);
    const auto read = parse_encoder_card(card.dump());
    ASSERT_FALSE(read.ok());
    EXPECT_NE(read.error().message.find(std::string("'") + field + "'"), std::string::npos);
  }
  Json card = good_card();
  card["features"]["hop_s"] = 0.0;
  EXPECT_FALSE(parse_encoder_card(card.dump()).ok());
  card = good_card();
  card["different_below"] = 0.6;
  EXPECT_FALSE(parse_encoder_card(card.dump()).ok());
  EXPECT_FALSE(parse_encoder_card("").ok());
}

}  // namespace
}  // namespace timbre::speaker
