#include "safety/watermark_pattern.h"

#include <algorithm>
#include <utility>

#include "base/keyed_stream.h"
#include "safety/watermark_code.h"

namespace timbre::safety {

namespace {

constexpr std::size_t kSegmentTiles = kSegmentPairs * kBandCount;
constexpr std::size_t kSegmentSyncTiles = kSegmentTiles * 2 / 5;
constexpr std::size_t kSegmentBits = kCodedBits / kSegmentCount;

}  // namespace

WatermarkPattern make_watermark_pattern(const WatermarkKey& key) {
  KeyedStream order(key.bytes, "timbre watermark 1: order");
  KeyedStream signs(key.bytes, "timbre watermark 1: signs");
  WatermarkPattern pattern;
  for (std::size_t segment = 0; segment < kSegmentCount; ++segment) {
    std::int16_t* const uses = pattern.coded_bit.data() + segment * kSegmentTiles;
    std::fill_n(uses, kSegmentSyncTiles, WatermarkPattern::kSync);
    for (std::size_t i = kSegmentSyncTiles; i < kSegmentTiles; ++i) {
      uses[i] = static_cast<std::int16_t>((i % kSegmentBits) * kSegmentCount + segment);
    }
    for (std::size_t i = kSegmentTiles; i > 1; --i) std::swap(uses[i - 1], uses[order.below(i)]);
  }
  for (auto& sign : pattern.sign) sign = signs.below(2) == 0 ? 1 : -1;
  return pattern;
}

}  // namespace timbre::safety
