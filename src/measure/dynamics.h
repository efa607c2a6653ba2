#pragma once
/// How much the level of speech moves: P90 − P10, in dB, of the level of 0.3 s windows of speech.
///
/// 0.3 s holds one to two syllables (articulation rates are 3–6 per second), so the level of a window is that of a
/// stressed or an unstressed stretch, not of a vowel against the stop before it. A window slides by one frame and
/// counts only when every frame of it is speech, so pauses, room tone between phrases and the ends of phrases cannot
/// enter. P90 − P10 rather than a standard deviation: a lone shout or a swallowed word does not make it.
///
/// Unit dB, ≥ 0; independent of gain; compression lowers it. Silence, no speech, or less than 1 s of windows: none,
/// with why. Channels: the levels are of the one analysis signal.

#include "measure/frame_levels.h"
#include "measure/reading.h"
#include "measure/voice_activity.h"

namespace timbre::measure {

struct DynamicsOptions {
  double window_s = 0.3;         ///< one to two syllables
  double least_windows_s = 1.0;  ///< sliding time that a tenth and a ninetieth percentile need
};

[[nodiscard]] Reading measure_dynamics(const FrameLevels& levels, const VoiceActivity& activity,
                                       const DynamicsOptions& options = {});

}  // namespace timbre::measure
