#pragma once
/// Whether a take starts or ends inside speech: cut off, not begun or finished.
///
/// After Essentia's StartStopCut (level at the very edge against the take, 10 ms) with voice activity beside it: an
/// edge is cut when voice reaches to within 30 ms of it and the level of its first (last) 20 ms lies within 25 dB of
/// the active speech level. A word that fades into the edge passes; so do noise and music at the edge.
/// No voice or an empty take: not cut.

#include "measure/frame_levels.h"
#include "measure/voice_activity.h"

namespace timbre::measure {

struct Cut {
  bool start = false;
  bool end = false;
};

/// `active_level_dbfs`: ITU-T P.56 (speech_level.h).
[[nodiscard]] Cut cut_of(const FrameLevels& levels, const VoiceActivity& activity, double active_level_dbfs);

}  // namespace timbre::measure
