#pragma once
/// Whether a take starts or ends inside speech: cut off, not begun or finished.
///
/// After Essentia's StartStopCut (level at the very edge against the take, 10 ms) with voice activity beside it: an
/// edge is cut when voice reaches to within 60 ms of it and the level of its first (last) 20 ms lies within 40 dB of
/// the active speech level. Up to 100 ms of codec padding (65 dB under the speech) at the edge is passed over. A take
/// that stops between two words, in a pause, is acoustically whole and is not found. No voice, or a take under 0.16 s:
/// not cut.

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
