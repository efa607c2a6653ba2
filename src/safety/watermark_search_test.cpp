// Rung: definition (the fold against its sum) and property.

#include "safety/watermark_search.h"

#include <cmath>

#include "gtest/gtest.h"

#include "base/random.h"

namespace timbre::safety {
namespace {

/// Tiles that hold a pattern from `offset` on (fine steps), with noise.
FineTiles tiles_with(const WatermarkPattern& pattern, const CodedSigns& payload, std::size_t offset, double noise,
                     std::uint64_t seed) {
  SeededRandom random(seed);
  FineTiles tiles;
  tiles.rows = 3 * kOffsets + 100;
  tiles.value.resize(tiles.rows * kBandCount);
  for (auto& value : tiles.value) value = static_cast<float>(noise * random.normal());
  for (std::size_t row = offset % kFinePerPair; row < tiles.rows; row += kFinePerPair) {
    const std::size_t pair = ((row + kOffsets - offset) / kFinePerPair) % kPeriodPairs;
    for (std::size_t k = 0; k < kBandCount; ++k) {
      const std::size_t tile = pair * kBandCount + k;
      const int bit = pattern.coded_bit[tile];
      const int sign = pattern.sign[tile] * (bit < 0 ? 1 : payload[static_cast<std::size_t>(bit)]);
      tiles.value[row * kBandCount + k] += static_cast<float>(sign);
    }
  }
  return tiles;
}

TEST(WatermarkSearch, TheFoldIsTheSumOverPeriods) {
  FineTiles tiles;
  tiles.rows = 2 * kOffsets + 17;
  for (std::size_t row = 0; row < tiles.rows; ++row) tiles.value.insert(tiles.value.end(), kBandCount, float(row));
  const PeriodFold fold = fold_tiles(tiles, 1.0);
  const auto at = [&](std::size_t phase, std::size_t pair) {
    return fold.value[phase * kPeriodTiles + pair * kBandCount];
  };
  EXPECT_EQ(at(0, 0), 0.0F + 512.0F + 1024.0F);
  EXPECT_EQ(at(3, 1), 11.0F + 523.0F + 1035.0F);
  EXPECT_EQ(at(1, 2), 17.0F + 529.0F);  // the third is beyond the end
  EXPECT_EQ(at(7, 63), 511.0F + 1023.0F);
}

TEST(WatermarkSearch, FoldsAdd) {
  const WatermarkPattern pattern = make_watermark_pattern({});
  const FineTiles tiles = tiles_with(pattern, encode_payload(1), 0, 1.0, 1);
  PeriodFold sum;
  sum += fold_tiles(tiles, 1.0);
  sum += fold_tiles(tiles, 1.0);
  const PeriodFold once = fold_tiles(tiles, 1.0);
  for (std::size_t i = 0; i < once.value.size(); ++i) ASSERT_EQ(sum.value[i], 2.0F * once.value[i]);
}

TEST(WatermarkSearch, ThePatternIsFoundWhereverItBegins) {
  const WatermarkPattern pattern = make_watermark_pattern({});
  const CodedSigns payload = encode_payload(0x600DCAFE);
  const SyncFinder finder(pattern);
  for (const std::size_t offset : {0U, 1U, 255U, 511U}) {
    const PeriodFold fold = fold_tiles(tiles_with(pattern, payload, offset, 3.0, offset), 1.0);
    const SyncPeak peak = finder.best(fold);
    EXPECT_EQ(peak.offset, offset);
    EXPECT_GT(peak.z, 10.0);
    EXPECT_DOUBLE_EQ(peak.z, finder.z_at(fold, offset));
    EXPECT_EQ(decode_payload(soft_bits(fold, pattern, offset)), 0x600DCAFE);
  }
}

// Without a mark z over keys has mean 0 and variance 1, whatever the tiles are: here one in a hundred is fifty times
// the others.
TEST(WatermarkSearch, WithoutAMarkZIsStandardOverKeys) {
  SeededRandom random(9);
  FineTiles tiles;
  tiles.rows = kOffsets;
  tiles.value.resize(tiles.rows * kBandCount);
  for (auto& value : tiles.value) value = static_cast<float>(random.normal() * (random.uniform() < 0.01 ? 50.0 : 1.0));
  const PeriodFold fold = fold_tiles(tiles, 1.0);
  double sum = 0.0;
  double square = 0.0;
  constexpr int kKeys = 400;
  for (int i = 0; i < kKeys; ++i) {
    WatermarkKey key;
    for (auto& byte : key.bytes) byte = static_cast<std::uint8_t>(random.next());
    const double z = SyncFinder(make_watermark_pattern(key)).z_at(fold, 17);
    sum += z;
    square += z * z;
  }
  EXPECT_NEAR(sum / kKeys, 0.0, 0.25);     // five standard errors
  EXPECT_NEAR(square / kKeys, 1.0, 0.35);  // as many
}

TEST(WatermarkSearch, NoTilesHaveNoZ) {
  const SyncFinder finder(make_watermark_pattern({}));
  EXPECT_EQ(finder.best(fold_tiles({}, 1.0)).z, 0.0);
}

}  // namespace
}  // namespace timbre::safety
