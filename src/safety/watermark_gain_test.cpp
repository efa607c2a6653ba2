// Rung: property.

#include "safety/watermark_gain.h"

#include <cmath>

#include "gtest/gtest.h"

#include "base/random.h"
#include "safety/watermark_whitening.h"

namespace timbre::safety {
namespace {

struct Plan {
  WatermarkPattern pattern = make_watermark_pattern({});
  CodedSigns payload = encode_payload(0xABCDEF01);
  SegmentGrid level_db{};
  SegmentTiles strength{};
  explicit Plan(std::uint64_t seed) {
    SeededRandom random(seed);
    for (auto& level : level_db) level = static_cast<float>(-40.0 + 5.0 * random.normal());
    strength.fill(1.0F);
  }
  [[nodiscard]] SegmentGrid gains(std::size_t segment) const {
    return segment_gains(level_db, strength, 1e-7, pattern, payload, segment);
  }
};

TEST(WatermarkGain, PairsAreOppositeAndDetectionTilesHaveTheirStrengthAndSign) {
  const Plan plan(1);
  for (std::size_t segment = 0; segment < kSegmentCount; ++segment) {
    const SegmentGrid gains = plan.gains(segment);
    for (std::size_t i = 0; i < plan.strength.size(); ++i) {
      const std::size_t at = first_frame_of(i);
      EXPECT_EQ(gains[at], -gains[at + kBandCount]);
      const std::size_t tile = segment * plan.strength.size() + i;
      if (plan.pattern.coded_bit[tile] == WatermarkPattern::kSync) {
        EXPECT_EQ(gains[at], static_cast<float>(plan.pattern.sign[tile]));
      } else {
        EXPECT_LE(std::abs(gains[at]), most_gain_db(i % kBandCount) + 1e-6);
      }
    }
  }
}

TEST(WatermarkGain, SilentTilesGetNothing) {
  Plan plan(2);
  plan.strength.fill(0.0F);
  for (const float gain : plan.gains(0)) EXPECT_EQ(gain, 0.0F);
}

// What informed embedding is for: bits that the sound speaks against get more than bits that it speaks for.
TEST(WatermarkGain, BitsThatTheSoundSpeaksAgainstGetMore) {
  const Plan plan(3);
  const SegmentGrid gains = plan.gains(1);
  std::array<float, kCodedBits> push{};
  std::array<float, kCodedBits> spent{};
  std::array<float, kBandCount> difference{};
  for (std::size_t pair = 0; pair < kSegmentPairs; ++pair) {
    const float* first = plan.level_db.data() + 2 * pair * kBandCount;
    whitened_difference(first, first + kBandCount, difference.data());
    for (std::size_t k = 0; k < kBandCount; ++k) {
      const std::size_t i = pair * kBandCount + k;
      const std::size_t tile = plan.strength.size() + i;
      const int bit = plan.pattern.coded_bit[tile];
      if (bit < 0) continue;
      const float sign = static_cast<float>(plan.pattern.sign[tile] * plan.payload[static_cast<std::size_t>(bit)]);
      push[static_cast<std::size_t>(bit)] += sign * difference[k];
      spent[static_cast<std::size_t>(bit)] += std::abs(gains[first_frame_of(i)]);
    }
  }
  double against = 0.0;
  double with = 0.0;
  for (std::size_t bit = 0; bit < kCodedBits; ++bit) (push[bit] < 0 ? against : with) += spent[bit];
  EXPECT_GT(against, 1.5 * with);
}

}  // namespace
}  // namespace timbre::safety
