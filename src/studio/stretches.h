#pragma once
/// How a take is cut into what an engine hears at once.

#include <vector>

#include "base/units.h"
#include "measure/band_levels.h"
#include "measure/voice_activity.h"

namespace timbre::studio {

struct StretchOptions {
  double longest_s = 30.0;  ///< asr::kLongestStretchS
  double margin_s = 0.25;   ///< sound kept before and after the voice: a soft onset is not voice yet
  double pause_s = 2.0;     ///< a pause this long always ends a stretch
};

/// In time order, not overlapping, every claimed frame in one. Cuts lie in pauses; where none comes in `longest_s`, at
/// the quietest 50 ms of its last third. No speech: no stretch.
[[nodiscard]] std::vector<TimeRange> plan_stretches(const measure::VoiceActivity& activity,
                                                    const measure::BandLevels& levels, double duration_s,
                                                    const StretchOptions& options = {});

}  // namespace timbre::studio
