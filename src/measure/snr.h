#pragma once
/// Signal-to-noise ratio of speech: two independent estimates and one fused value.
///
/// 1. Room: active speech power over the mean power of room tone (room_tone.h), both over the full band of the take.
///    Active speech power is P.56's: energy minus noise, over the active time; in noise the activity is counted on the
///    10 ms envelope with the noise power taken off, inside voice only, because P.56 itself would count the noise.
/// 2. WADA (wada.h), on the 16 kHz signal.
/// Fused: the room estimate wherever there is enough real room tone that is not gated or suppressed. Otherwise the
/// noise is taken from under the speech (spectral minima) and averaged, in dB, with WADA referred to active speech
/// (WADA − 10·lg activity); how it was found is in words.
/// Unit: dB; reported within −10 … 100. No speech, silence, an empty take: no value, with the reason.

#include <optional>
#include <string>

#include "measure/band_levels.h"
#include "measure/frame_levels.h"
#include "measure/reading.h"
#include "measure/room_tone.h"
#include "measure/voice_activity.h"

namespace timbre::measure {

struct SnrInputs {
  const FrameLevels& full_band;    ///< stored rate
  const FrameLevels& speech_band;  ///< the 16 kHz signal
  const VoiceActivity& activity;
  const RoomTone& room;
  std::optional<double> noise_under_speech;  ///< power, room_tone.h
  std::optional<double> wada_db;
  bool pauses_are_doctored = false;  ///< gated, zero-filled or suppressed: room tone tells nothing of the noise
};

struct SnrEstimates {
  Reading fused, room, wada;
  std::optional<double> under_speech_db;  ///< from the noise under speech; an input of the fused value
  bool disagree = false;                  ///< room and WADA differ by more than 6 dB
  std::string how;                        ///< which way the fused value was found
};

[[nodiscard]] SnrEstimates estimate_snr(const SnrInputs& inputs);

/// Active speech power with `noise_power` taken off, on the 10 ms grid; none without voice.
struct SpeechPower {
  double active_power = 0.0;
  double activity = 0.0;  ///< 0…1
};
[[nodiscard]] std::optional<SpeechPower> speech_power_over_noise(const FrameLevels& levels,
                                                                 const VoiceActivity& activity, double noise_power);

}  // namespace timbre::measure
