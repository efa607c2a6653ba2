// Rung: property.

#include "safety/watermark_strength.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "gtest/gtest.h"

namespace timbre::safety {
namespace {

/// All bands at one level; the marked bands hold half of the sound's energy.
SegmentLevels flat(float level_db) {
  SegmentLevels levels;
  levels.level_db.fill(level_db);
  levels.total_energy = 2.0 * static_cast<double>(levels.level_db.size()) * std::pow(10.0, level_db / 10.0);
  return levels;
}

TEST(WatermarkStrength, SilenceGetsNone) {
  WatermarkStrength strength;
  const auto tiles = strength.next(flat(-110.0F));
  EXPECT_TRUE(std::all_of(tiles.begin(), tiles.end(), [](float x) { return x == 0.0F; }));
}

TEST(WatermarkStrength, WhatIsFarUnderTheLoudestSoFarIsSilence) {
  WatermarkStrength strength;
  (void)strength.next(flat(-20.0F));
  const auto quiet = strength.next(flat(-63.0F));
  EXPECT_EQ(quiet[0], 0.0F);
  WatermarkStrength fresh;
  EXPECT_GT(fresh.next(flat(-63.0F))[0], 0.0F);
}

TEST(WatermarkStrength, LoudBandsGetLessThanMaskedOnesAndNoneMoreThanItsMost) {
  WatermarkStrength strength;
  SegmentLevels levels = flat(-60.0F);
  for (std::size_t frame = 0; frame < kSegmentFrames; ++frame) levels.level_db[frame * kBandCount + 30] = -20.0F;
  const auto tiles = strength.next(levels);
  for (std::size_t i = 0; i < tiles.size(); ++i) EXPECT_LE(tiles[i], most_gain_db(i % kBandCount) + 1e-6);
  EXPECT_LT(tiles[30], tiles[31]);
}

TEST(WatermarkStrength, TheBudgetIsKept) {
  WatermarkStrength strength;
  double mark = 0.0;
  double sound = 0.0;
  for (int segment = 0; segment < 20; ++segment) {
    const SegmentLevels levels = flat(-30.0F);
    const auto tiles = strength.next(levels);
    for (const float tile : tiles) mark += 0.55 * 2.0 * 1e-3 * std::pow(std::log(10.0) / 20.0 * tile, 2);
    sound += levels.total_energy;
  }
  EXPECT_NEAR(10.0 * std::log10(sound / mark), 21.8, 1.0);
}

TEST(WatermarkStrength, JumpsGetHalf) {
  SegmentLevels levels = flat(-30.0F);
  for (std::size_t k = 0; k < kBandCount; ++k) levels.level_db[k] = -50.0F;  // the first frame of the first pair
  WatermarkStrength strength;
  const auto tiles = strength.next(levels);
  EXPECT_LT(tiles[40], 0.7F * tiles[kBandCount + 40]);
}

TEST(WatermarkStrength, NumbersThatAreNoneAreForgotten) {
  WatermarkStrength strength;
  SegmentLevels broken = flat(-30.0F);
  broken.total_energy = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(strength.next(broken)[0], 0.0F);
  WatermarkStrength fresh;
  EXPECT_EQ(strength.next(flat(-30.0F)), fresh.next(flat(-30.0F)));
}

}  // namespace
}  // namespace timbre::safety
