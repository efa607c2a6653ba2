// Rung: exact and property.

#include "safety/watermark_whitening.h"

#include <array>

#include "gtest/gtest.h"

namespace timbre::safety {
namespace {

using Bands = std::array<float, kBandCount>;

Bands whitened(const Bands& first, const Bands& second) {
  Bands out{};
  whitened_difference(first.data(), second.data(), out.data());
  return out;
}

TEST(WatermarkWhitening, WhatAllBandsDoIsGone) {
  Bands first{};
  Bands second{};
  for (std::size_t k = 0; k < kBandCount; ++k) first[k] = static_cast<float>(k), second[k] = first[k] - 7.0F;
  for (const float value : whitened(first, second)) EXPECT_NEAR(value, 0.0F, 1e-4F);
}

TEST(WatermarkWhitening, OneBandsChangeStaysAndItsNeighboursLoseAnEighth) {
  Bands first{};
  first[20] = 2.0F;
  const Bands out = whitened(first, Bands{});
  EXPECT_NEAR(out[20], 2.0F, 1e-5F);
  EXPECT_NEAR(out[19], -0.25F, 1e-5F);
  EXPECT_NEAR(out[24], -0.25F, 1e-5F);
  EXPECT_NEAR(out[25], 0.0F, 1e-5F);
}

TEST(WatermarkWhitening, AtTheEdgeTheBandsThatThereAreCount) {
  Bands first{};
  first[0] = 2.0F;
  const Bands out = whitened(first, Bands{});
  EXPECT_NEAR(out[0], 2.0F, 1e-5F);
  EXPECT_NEAR(out[1], -2.0F / 5.0F, 1e-5F);
}

TEST(WatermarkWhitening, NoTileIsWorthMoreThanTenDecibels) {
  Bands first{};
  first[30] = 50.0F;
  first[31] = -50.0F;
  const Bands out = whitened(first, Bands{});
  EXPECT_EQ(out[30], 10.0F);
  EXPECT_EQ(out[31], -10.0F);
}

}  // namespace
}  // namespace timbre::safety
