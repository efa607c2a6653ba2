// Rung: exact.
#include "speaker/embedding_bytes.h"

#include <limits>

#include "gtest/gtest.h"

namespace timbre::speaker {
namespace {

TEST(EmbeddingBytes, ComeBackAsTheyWere) {
  const Embedding embedding{0.6F, -0.8F};
  const std::string bytes = embedding_bytes(embedding);
  ASSERT_EQ(bytes.size(), 8U);
  EXPECT_EQ(bytes.substr(0, 4), std::string("\x9A\x99\x19\x3F"));  // 0.6 as IEEE 754, little-endian
  EXPECT_EQ(embedding_of_bytes(bytes, 2).value(), embedding);
}

TEST(EmbeddingBytes, WhatIsNoUnitVectorIsDamaged) {
  const std::string good = embedding_bytes({0.6F, -0.8F});
  EXPECT_EQ(embedding_of_bytes(good.substr(1), 2).error().kind, ErrorKind::Corrupt);
  EXPECT_EQ(embedding_of_bytes(good, 3).error().kind, ErrorKind::Corrupt);
  EXPECT_EQ(embedding_of_bytes("", 2).error().kind, ErrorKind::Corrupt);
  EXPECT_EQ(embedding_of_bytes(embedding_bytes({0.6F, 0.6F}), 2).error().kind, ErrorKind::Corrupt);
  const float none = std::numeric_limits<float>::quiet_NaN();
  EXPECT_EQ(embedding_of_bytes(embedding_bytes({none, 1.0F}), 2).error().kind, ErrorKind::Corrupt);
}

TEST(EmbeddingBytes, TwoNetworksOfOneNameHaveTwoKeys) {
  EncoderCard card;
  card.name = "test-1";
  card.sha256 = std::string(64, 'a');
  const std::string first = embedding_key(card);
  card.sha256 = std::string(64, 'b');
  EXPECT_NE(first, embedding_key(card));
}

}  // namespace
}  // namespace timbre::speaker
