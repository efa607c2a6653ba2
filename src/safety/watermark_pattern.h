#pragma once
/// Which tiles carry what, and with which sign: the secret that a key stands for.

#include <array>
#include <cstdint>

#include "safety/watermark_key.h"
#include "safety/watermark_layout.h"

namespace timbre::safety {

/// One period, tile = pair · kBandCount + band.
struct WatermarkPattern {
  static constexpr std::int16_t kSync = -1;
  std::array<std::int8_t, kPeriodTiles> sign{};  ///< ±1
  /// kSync: the tile always has its sign. Otherwise the coded bit that turns the sign over.
  std::array<std::int16_t, kPeriodTiles> coded_bit{};
};

/// In each segment two fifths of the tiles are for detection; the others carry the segment's quarter of the coded bits
/// (those whose number leaves the segment's when divided by four) evenly, all shuffled and signed by streams of the
/// key.
[[nodiscard]] WatermarkPattern make_watermark_pattern(const WatermarkKey& key);

}  // namespace timbre::safety
