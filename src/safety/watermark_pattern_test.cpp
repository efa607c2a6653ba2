// Rung: exact and property.

#include "safety/watermark_pattern.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "gtest/gtest.h"

#include "safety/watermark_code.h"

namespace timbre::safety {
namespace {

WatermarkKey key_of(std::uint8_t seed) {
  WatermarkKey key;
  key.bytes.fill(seed);
  return key;
}

TEST(WatermarkPattern, TwoFifthsOfASegmentAreForDetection) {
  const WatermarkPattern pattern = make_watermark_pattern(key_of(1));
  constexpr std::size_t kTiles = kPeriodTiles / kSegmentCount;
  for (std::size_t segment = 0; segment < kSegmentCount; ++segment) {
    const auto* first = pattern.coded_bit.data() + segment * kTiles;
    EXPECT_EQ(std::count(first, first + kTiles, WatermarkPattern::kSync), static_cast<std::ptrdiff_t>(kTiles * 2 / 5));
  }
}

TEST(WatermarkPattern, EveryCodedBitHasSevenOrEightTilesInItsSegment) {
  const WatermarkPattern pattern = make_watermark_pattern(key_of(2));
  std::map<int, int> tiles;
  for (std::size_t i = 0; i < kPeriodTiles; ++i) {
    const int bit = pattern.coded_bit[i];
    if (bit == WatermarkPattern::kSync) continue;
    ++tiles[bit];
    EXPECT_EQ(static_cast<std::size_t>(bit) % kSegmentCount, i / (kPeriodTiles / kSegmentCount));
  }
  EXPECT_EQ(tiles.size(), kCodedBits);
  for (const auto& [bit, count] : tiles) EXPECT_TRUE(count == 7 || count == 8) << bit << " has " << count;
}

TEST(WatermarkPattern, KeysAreUnrelatedAndRepeat) {
  const WatermarkPattern one = make_watermark_pattern(key_of(3));
  const WatermarkPattern again = make_watermark_pattern(key_of(3));
  const WatermarkPattern other = make_watermark_pattern(key_of(4));
  EXPECT_EQ(one.sign, again.sign);
  EXPECT_EQ(one.coded_bit, again.coded_bit);
  double agreement = 0;
  double balance = 0;
  for (std::size_t i = 0; i < kPeriodTiles; ++i) {
    agreement += one.sign[i] * other.sign[i];
    balance += one.sign[i];
  }
  EXPECT_LT(std::abs(agreement), 5 * std::sqrt(kPeriodTiles));  // five standard deviations
  EXPECT_LT(std::abs(balance), 5 * std::sqrt(kPeriodTiles));
}

}  // namespace
}  // namespace timbre::safety
