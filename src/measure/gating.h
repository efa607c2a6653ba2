#pragma once
/// Pauses that were made, not recorded: digital silence, a noise gate, a noise suppressor.
///
/// digital_silence: a run of at least 30 ms of exact zeros inside a take that is not all zeros.
/// gated: the pauses lie 25 dB or more below the noise under the speech (room_tone.h), or 15 dB and fall there
/// abruptly,
///   by 18 dB and more within 40 ms.
///   Where the speech leaves the noise under it unknown (a very clean take), only pauses 60 dB under the active speech
///   level count as gated: no room with a microphone in it is that quiet.
/// noise_suppressed: the pauses lie 15 dB or more below the noise under the speech without such edges, or the bands of
///   the room tone flicker as no recorded noise does: isolated peaks that spectral subtraction leaves.
/// The evidence is given with the findings, in dB. No speech or an empty take: nothing is claimed but zeros.

#include <cstddef>
#include <optional>

#include "measure/band_levels.h"
#include "measure/frame_levels.h"
#include "measure/room_tone.h"
#include "measure/voice_activity.h"

namespace timbre::measure {

struct GatingFindings {
  bool digital_silence = false;
  bool gated = false;
  bool noise_suppressed = false;
  double pause_under_noise_db = 0.0;  ///< noise under speech over the median pause level
  double steepest_fall_db = 0.0;      ///< median over the pauses of the steepest fall in 40 ms at their start
  double flicker_db = 0.0;            ///< median change of a band between 20 ms windows of room tone
  double dead_share = 0.0;            ///< share of the pause time 20 dB and more under the noise under the speech
};

[[nodiscard]] GatingFindings find_gating(const FrameLevels& levels, const BandLevels& bands,
                                         const VoiceActivity& activity, const RoomTone& room, double speech_level_dbfs,
                                         const std::optional<NoiseUnderSpeech>& under_speech);

}  // namespace timbre::measure
