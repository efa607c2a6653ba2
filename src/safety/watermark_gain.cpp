#include "safety/watermark_gain.h"

#include <algorithm>
#include <cmath>

#include "safety/watermark_whitening.h"

namespace timbre::safety {

namespace {

constexpr int kRounds = 4;
constexpr float kMargin = 1.15F;  // of what the bit's tiles reach at factor 1 when the sound does not push
constexpr float kMostFactor = 2.0F;
constexpr float kStep = 0.8F;
// What a frame's analysis sees of gains that overlap-add: of its own, and of each neighbour's.
constexpr float kOwnShare = 5.0F / 6.0F;
constexpr float kNeighbourShare = 1.0F / 12.0F;
constexpr float kPairShare = 2.0F * (kOwnShare - kNeighbourShare);  // of a pair's opposite gains, as a difference

class SegmentPlan {
 public:
  SegmentPlan(const SegmentGrid& level_db, const SegmentTiles& strength, double expected_noise,
              const WatermarkPattern& pattern, const CodedSigns& payload, std::size_t segment)
      : level_db_(level_db), strength_(strength) {
    const std::size_t offset = segment * strength.size();
    for (std::size_t i = 0; i < strength.size(); ++i) {
      bit_[i] = pattern.coded_bit[offset + i];
      sign_[i] = static_cast<float>(pattern.sign[offset + i]);
      if (bit_[i] >= 0) sign_[i] *= static_cast<float>(payload[static_cast<std::size_t>(bit_[i])]);
      const std::size_t at = first_frame_of(i);
      const double energy = std::pow(10.0, std::min(level_db[at], level_db[at + kBandCount]) / 10.0);
      weight_[i] = strength[i] > 0.0F ? static_cast<float>(energy / (energy + expected_noise + 1e-20)) : 0.0F;
      if (bit_[i] >= 0) reach_[static_cast<std::size_t>(bit_[i])] += kPairShare * strength[i] * weight_[i];
    }
    factor_.fill(1.0F);
  }

  [[nodiscard]] SegmentGrid gains() const {
    SegmentGrid gains{};
    for (std::size_t i = 0; i < strength_.size(); ++i) {
      const float factor = bit_[i] >= 0 ? factor_[static_cast<std::size_t>(bit_[i])] : 1.0F;
      const auto most = static_cast<float>(most_gain_db(i % kBandCount));
      const float gain = sign_[i] * std::min(most, factor * strength_[i]);
      gains[first_frame_of(i)] = gain;
      gains[first_frame_of(i) + kBandCount] = -gain;
    }
    return gains;
  }

  void adjust() {
    const auto sums = bit_sums();
    for (std::size_t bit = 0; bit < kCodedBits; ++bit) {
      if (reach_[bit] <= 0.0F) continue;
      const float missing = (kMargin * reach_[bit] - sums[bit]) / reach_[bit];
      factor_[bit] = std::clamp(factor_[bit] + kStep * missing, 0.0F, kMostFactor);
    }
  }

 private:
  /// Levels as they will be with the present gains.
  [[nodiscard]] SegmentGrid levels_with_gains() const {
    const SegmentGrid gain = gains();
    SegmentGrid level = level_db_;
    for (std::size_t i = 0; i < level.size(); ++i) {
      level[i] += kOwnShare * gain[i];
      if (i >= kBandCount) level[i] += kNeighbourShare * gain[i - kBandCount];
      if (i + kBandCount < level.size()) level[i] += kNeighbourShare * gain[i + kBandCount];
    }
    return level;
  }

  /// For each coded bit, how much its tiles say what they should.
  [[nodiscard]] std::array<float, kCodedBits> bit_sums() const {
    const SegmentGrid level = levels_with_gains();
    std::array<float, kCodedBits> sums{};
    std::array<float, kBandCount> difference{};
    for (std::size_t pair = 0; pair < kSegmentPairs; ++pair) {
      const float* first = level.data() + 2 * pair * kBandCount;
      whitened_difference(first, first + kBandCount, difference.data());
      for (std::size_t k = 0; k < kBandCount; ++k) {
        const std::size_t i = pair * kBandCount + k;
        if (bit_[i] >= 0) sums[static_cast<std::size_t>(bit_[i])] += weight_[i] * sign_[i] * difference[k];
      }
    }
    return sums;
  }

  const SegmentGrid& level_db_;
  const SegmentTiles& strength_;
  std::array<int, kSegmentPairs * kBandCount> bit_{};
  SegmentTiles sign_{};
  SegmentTiles weight_{};
  std::array<float, kCodedBits> reach_{};
  std::array<float, kCodedBits> factor_{};
};

}  // namespace

SegmentGrid segment_gains(const SegmentGrid& level_db, const SegmentTiles& strength, double expected_noise,
                          const WatermarkPattern& pattern, const CodedSigns& payload, std::size_t segment) {
  SegmentPlan plan(level_db, strength, expected_noise, pattern, payload, segment);
  for (int round = 0; round < kRounds; ++round) plan.adjust();
  return plan.gains();
}

}  // namespace timbre::safety
