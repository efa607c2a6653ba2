#pragma once
/// Looks for a pattern in tiles, at every offset: the tiles are folded into one period, so that a long sound costs no
/// more than a short one, and the fold is correlated with the pattern.

#include <array>
#include <vector>

#include "safety/watermark_code.h"
#include "safety/watermark_pattern.h"
#include "safety/watermark_tiles.h"

namespace timbre::safety {

inline constexpr std::size_t kOffsets = kPeriodPairs * kFinePerPair;  ///< 512, 4 ms apart

/// Sums over the periods: value[(phase · kPeriodPairs + pair) · kBandCount + band], where `pair` began `phase` fine
/// steps (4 ms at the speed of the mark) after a multiple of 32 ms. Folds of the same start and speed may be added.
struct PeriodFold {
  std::vector<float> value;
  PeriodFold& operator+=(const PeriodFold& other);
};

/// All tiles; the first row is time 0, and time runs `speed` times as fast as when the mark was made.
[[nodiscard]] PeriodFold fold_tiles(const FineTiles& tiles, double speed);

/// Where the pattern lies in a fold, and how surely.
struct SyncPeak {
  double z = 0.0;          ///< Σ sign · value / √Σ value² over the detection tiles
  std::size_t offset = 0;  ///< fine steps from time 0 to the start of the pattern, below kOffsets
};

/// A key's pattern, made ready to be correlated. For sound that has nothing to do with the key z is a weighted sum of
/// independent random signs: false_positive.h says what that is worth.
class SyncFinder {
 public:
  explicit SyncFinder(const WatermarkPattern& pattern);
  /// The best of all kOffsets.
  [[nodiscard]] SyncPeak best(const PeriodFold& fold) const;
  /// One offset.
  [[nodiscard]] double z_at(const PeriodFold& fold, std::size_t offset) const;

 private:
  std::array<float, kPeriodTiles> sign_{};  // 0 for tiles of the payload
};

/// Adds up each coded bit's tiles: positive where it looks like a 0.
[[nodiscard]] std::array<float, kCodedBits> soft_bits(const PeriodFold& fold, const WatermarkPattern& pattern,
                                                      std::size_t offset);

}  // namespace timbre::safety
