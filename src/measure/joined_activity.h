#pragma once
/// Voice activity of two who listen: Timbre's own detector and Silero's network.
///
/// Measured side by side (docs/vad-accuracy.md), the own detector places boundaries better in clean takes, and the
/// network is neither fooled by noise that comes and goes nor deaf in steady noise. So:
///   1. What the own detector calls speech and the network hears nothing of, within kSlackS around, is dropped.
///   2. Where the take is noisy, the speech that is left less than kNoisyDb above the rest, the network's word counts
///      alone. The step is taken once for a whole take.

#include <span>

#include "base/units.h"
#include "measure/band_levels.h"
#include "measure/voice_activity.h"

namespace timbre::measure {

inline constexpr double kSlackS = 0.2;
inline constexpr double kNoisyDb = 15.0;

/// `own` and `bands` of the same frames; `heard` are the network's stretches in time order.
[[nodiscard]] VoiceActivity join_activity(const VoiceActivity& own, const BandLevels& bands,
                                          std::span<const TimeRange> heard);

}  // namespace timbre::measure
