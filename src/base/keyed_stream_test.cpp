// Rung: standard. RFC 8439, sections 2.3.2 and 2.4.2 and appendix A.1.

#include "base/keyed_stream.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace timbre {
namespace {

std::string hex_of(KeyedStream& stream, std::size_t count) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::vector<std::uint8_t> bytes(count);
  stream.fill(bytes);
  std::string text;
  for (const auto byte : bytes) {
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

TEST(KeyedStream, BlockFunction) {
  StreamKey key{};
  for (std::size_t i = 0; i < key.size(); ++i) key[i] = static_cast<std::uint8_t>(i);
  KeyedStream stream(key, StreamNonce{0, 0, 0, 9, 0, 0, 0, 0x4a, 0, 0, 0, 0}, 1);
  EXPECT_EQ(hex_of(stream, 64),
            "10f1e7e4d13b5915500fdd1fa32071c4c7d1f4c733c068030422aa9ac3d46c4e"
            "d2826446079faa0914c2d705d98b02a2b5129cd1de164eb9cbd083e8a2503c4e");
}

TEST(KeyedStream, ZeroKeyBlocksZeroAndOne) {
  KeyedStream stream(StreamKey{}, StreamNonce{}, 0);
  EXPECT_EQ(hex_of(stream, 128),
            "76b8e0ada0f13d90405d6ae55386bd28bdd219b8a08ded1aa836efcc8b770dc7"
            "da41597c5157488d7724e03fb8d84a376a43b8f41518a11cc387b669b2ee6586"
            "9f07e7be5551387a98ba977c732d080dcb0f29a048e3656912c6533e32ee7aed"
            "29b721769ce64e43d57133b074d839d531ed1f28510afb45ace10a1f4b794d6f");
}

TEST(KeyedStream, BytesDoNotDependOnHowTheyAreAskedFor) {
  const std::vector<std::uint8_t> secret(32, 3);
  KeyedStream whole(secret, "x");
  KeyedStream pieces(secret, "x");
  std::vector<std::uint8_t> expected(10'000);
  whole.fill(expected);
  for (std::size_t at = 0, size = 1; at < expected.size(); at += size, size = size % 97 + 5) {
    std::vector<std::uint8_t> piece(std::min(size, expected.size() - at));
    pieces.fill(piece);
    ASSERT_TRUE(std::equal(piece.begin(), piece.end(), expected.begin() + static_cast<std::ptrdiff_t>(at)));
  }
}

TEST(KeyedStream, BelowIsInRangeAndEven) {
  KeyedStream stream(std::vector<std::uint8_t>(32, 5), "dice");
  std::array<int, 6> seen{};
  for (int i = 0; i < 60'000; ++i) ++seen.at(stream.below(6));
  for (const int count : seen) EXPECT_NEAR(count, 10'000, 500);  // 5.5 standard deviations
}

TEST(KeyedStream, SecretsAndLabelsTellStreamsApart) {
  const std::vector<std::uint8_t> one(32, 1);
  const std::vector<std::uint8_t> two(32, 2);
  EXPECT_NE(KeyedStream(one, "a").next(), KeyedStream(two, "a").next());
  EXPECT_NE(KeyedStream(one, "a").next(), KeyedStream(one, "b").next());
  EXPECT_EQ(KeyedStream(one, "a").next(), KeyedStream(one, "a").next());
}

}  // namespace
}  // namespace timbre
