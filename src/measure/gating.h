#pragma once
/// Pauses that were made, not recorded: digital silence, a noise gate, a noise suppressor.
///
/// digital_silence: a run of at least 30 ms of exact zeros inside a take that is not all zeros.
/// gated: the level falls abruptly, by 18 dB and more within 40 ms, to a level that lies far below the noise under the
///   speech (room_tone.h), and a good share of the pause time is spent there.
/// noise_suppressed: the pauses lie far below the noise under the speech without such edges.
/// The evidence is given with the findings, in dB. No speech or an empty take: nothing is claimed but zeros.

#include <cstddef>
#include <optional>

#include "measure/frame_levels.h"
#include "measure/voice_activity.h"

namespace timbre::measure {

struct GatingFindings {
  bool digital_silence = false;
  bool gated = false;
  bool noise_suppressed = false;
  double pause_under_noise_db = 0.0;  ///< noise under speech over the median pause level
  double steepest_fall_db = 0.0;      ///< median over the pauses of the steepest fall in 40 ms at their start
  double dead_share = 0.0;            ///< share of the pause time 20 dB and more under the noise under the speech
};

[[nodiscard]] GatingFindings find_gating(const FrameLevels& levels, const VoiceActivity& activity,
                                         std::optional<double> noise_under_speech);

}  // namespace timbre::measure
