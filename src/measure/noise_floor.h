#pragma once
/// Noise floor: RMS level of the quietest half second of real room tone.
///
/// Unit: dBFS (full-scale square wave = 0), over the full band of the take, DC and rumble below 10 Hz removed. Digital
/// zeros, gated stretches, breaths and clicks do not count as room tone (room_tone.h). With less than 0.3 s of room
/// tone the noise under the speech stands in, and `how` says so. Silence or an empty take: no value, with the reason.

#include <optional>
#include <string>

#include "measure/reading.h"
#include "measure/room_tone.h"

namespace timbre::measure {

struct NoiseFloor {
  Reading dbfs;
  std::string how;  ///< which noise was measured, in words; empty without a value
};

[[nodiscard]] NoiseFloor noise_floor_of(const RoomTone& room, std::optional<double> noise_under_speech);

}  // namespace timbre::measure
