#pragma once
/// The gains that a segment gets: detection tiles their full strength, payload tiles what their bit still needs.

#include <cstdint>

#include "safety/watermark_code.h"
#include "safety/watermark_pattern.h"
#include "safety/watermark_strength.h"

namespace timbre::safety {

/// Gains in dB for each frame and band of segment `segment` (of the period: below kSegmentCount).
///
/// Informed embedding: the sound itself pushes each coded bit this way or that. The tiles of a bit share a factor, 0 to
/// 2, which a few rounds of looking as the detector will look bring to where the bit reaches its margin. Detection
/// tiles do without: there the sound's own push is what tells a mark from chance.
[[nodiscard]] SegmentGrid segment_gains(const SegmentGrid& level_db, const SegmentTiles& strength,
                                        double expected_noise, const WatermarkPattern& pattern,
                                        const CodedSigns& payload, std::size_t segment);

}  // namespace timbre::safety
