#pragma once
/// Pauses that were made, not recorded: digital silence, a noise gate, a noise suppressor.
///
/// digital_silence: a run of at least 30 ms of exact zeros inside a take that is not all zeros.
/// gated: the pauses lie 25 dB or more below the noise under the speech (room_tone.h) and fall there faster than a
///   room decays, by 12 dB and more within 40 ms; or 15 dB below and by 18 dB within 40 ms; or 42 dB below even the
///   speech's own lows; or 65 dB under the active speech level: no room with a microphone in it is that quiet. A take
///   whose lows are speech or the tails of a room, not noise, never counts as gated by the first two. Pauses that are
///   mostly exact zeros are digital silence, not a gate.
/// noise_suppressed: the bands of the room tone flicker as no recorded noise does: isolated peaks that spectral
///   subtraction leaves.
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
  bool pauses_are_doctored = false;   ///< any of it in most pauses: they tell nothing of the noise
  double pause_under_noise_db = 0.0;  ///< noise under speech over the median pause level
  double steepest_fall_db = 0.0;      ///< median over the pauses of the steepest fall in 40 ms at their start
  double flicker_db = 0.0;            ///< median change of a band between 20 ms windows of room tone
  double dead_share = 0.0;            ///< share of the pause time 20 dB and more under the noise under the speech
};

[[nodiscard]] GatingFindings find_gating(const FrameLevels& levels, const BandLevels& bands,
                                         const VoiceActivity& activity, const RoomTone& room, double speech_level_dbfs,
                                         const std::optional<NoiseUnderSpeech>& under_speech);

}  // namespace timbre::measure
