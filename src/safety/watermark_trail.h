#pragma once
/// The mark followed through a whole sound once it is found in one stretch: where it begins and ends, and what it says.

#include <array>

#include "safety/watermark_speed_search.h"
#include "safety/watermark_stretches.h"

namespace timbre::safety {

struct MarkedPart {
  double begin_s = 0.0;
  double end_s = 0.0;
  std::array<float, kCodedBits> soft{};  ///< of this part
};

/// From the stretch where `found` was found to both ends; the offset may wander by a little from stretch to stretch.
/// The part is the run of seconds over which the mark is worth most.
[[nodiscard]] MarkedPart follow_mark(SoundStretches& stretches, const WatermarkPattern& pattern,
                                     const SyncFinder& finder, const SpeedPeak& found, std::size_t stretch);

}  // namespace timbre::safety
