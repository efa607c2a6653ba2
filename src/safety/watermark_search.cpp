#include "safety/watermark_search.h"

#include <algorithm>
#include <cmath>

#include "dsp/vectorised.h"

namespace timbre::safety {

namespace {

/// Σ fold · sign for every turn of the pattern by whole pairs; `turns` gets kPeriodPairs sums.
TIMBRE_VECTORISED void correlate(const float* fold, const float* sign, float* turns) {
  for (std::size_t turn = 0; turn < kPeriodPairs; ++turn) {
    float sums[kBandCount] = {};
    for (std::size_t pair = 0; pair < kPeriodPairs; ++pair) {
      const float* v = fold + ((pair + turn) % kPeriodPairs) * kBandCount;
      const float* s = sign + pair * kBandCount;
      for (std::size_t k = 0; k < kBandCount; ++k) sums[k] += v[k] * s[k];
    }
    float sum = 0.0F;
    for (const float part : sums) sum += part;
    turns[turn] = sum;
  }
}

}  // namespace

PeriodFold& PeriodFold::operator+=(const PeriodFold& other) {
  if (value.empty()) value.resize(other.value.size(), 0.0F);
  for (std::size_t i = 0; i < other.value.size(); ++i) value[i] += other.value[i];
  return *this;
}

PeriodFold fold_tiles(const FineTiles& tiles, double speed) {
  PeriodFold fold;
  fold.value.assign(kFinePerPair * kPeriodTiles, 0.0F);
  for (std::size_t phase = 0; phase < kFinePerPair; ++phase) {
    for (std::size_t pair = 0;; ++pair) {
      const auto row = static_cast<std::size_t>(static_cast<double>(phase + pair * kFinePerPair) / speed + 0.5);
      if (row >= tiles.rows) break;
      float* to = fold.value.data() + phase * kPeriodTiles + (pair % kPeriodPairs) * kBandCount;
      const float* from = tiles.value.data() + row * kBandCount;
      for (std::size_t k = 0; k < kBandCount; ++k) to[k] += from[k];
    }
  }
  return fold;
}

SyncFinder::SyncFinder(const WatermarkPattern& pattern) {
  for (std::size_t i = 0; i < kPeriodTiles; ++i) {
    sign_[i] = pattern.coded_bit[i] == WatermarkPattern::kSync ? static_cast<float>(pattern.sign[i]) : 0.0F;
  }
}

SyncPeak SyncFinder::best(const PeriodFold& fold) const {
  SyncPeak best{-1e9, 0};
  std::array<float, kPeriodPairs> turns{};
  for (std::size_t phase = 0; phase < kFinePerPair; ++phase) {
    correlate(fold.value.data() + phase * kPeriodTiles, sign_.data(), turns.data());
    // The norm hardly changes from turn to turn: only the largest sum of a phase is divided by it.
    const auto largest = static_cast<std::size_t>(std::max_element(turns.begin(), turns.end()) - turns.begin());
    const std::size_t offset = largest * kFinePerPair + phase;
    const double z = z_at(fold, offset);
    if (z > best.z) best = {z, offset};
  }
  return best;
}

double SyncFinder::z_at(const PeriodFold& fold, std::size_t offset) const {
  const float* values = fold.value.data() + (offset % kFinePerPair) * kPeriodTiles;
  const std::size_t turn = offset / kFinePerPair;
  double sum = 0.0;
  double square = 0.0;
  for (std::size_t pair = 0; pair < kPeriodPairs; ++pair) {
    const float* v = values + ((pair + turn) % kPeriodPairs) * kBandCount;
    const float* s = sign_.data() + pair * kBandCount;
    for (std::size_t k = 0; k < kBandCount; ++k) {
      const double signed_value = static_cast<double>(v[k]) * s[k];
      sum += signed_value;
      square += signed_value * signed_value;
    }
  }
  return square > 0.0 ? sum / std::sqrt(square) : 0.0;
}

std::array<float, kCodedBits> soft_bits(const PeriodFold& fold, const WatermarkPattern& pattern, std::size_t offset) {
  std::array<float, kCodedBits> soft{};
  const float* values = fold.value.data() + (offset % kFinePerPair) * kPeriodTiles;
  const std::size_t turn = offset / kFinePerPair;
  for (std::size_t pair = 0; pair < kPeriodPairs; ++pair) {
    const float* v = values + ((pair + turn) % kPeriodPairs) * kBandCount;
    for (std::size_t k = 0; k < kBandCount; ++k) {
      const std::size_t tile = pair * kBandCount + k;
      const int bit = pattern.coded_bit[tile];
      if (bit >= 0) soft[static_cast<std::size_t>(bit)] += v[k] * static_cast<float>(pattern.sign[tile]);
    }
  }
  return soft;
}

}  // namespace timbre::safety
