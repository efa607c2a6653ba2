#pragma once
/// Silence: where the take has no voice. Silence here means "nobody speaks", whatever the noise.
///
/// share_percent: share of the frames without voice, 0…100. start_s / end_s: time before the first and after the last
/// voice. A take without voice is 100 % silence, and start and end have no value; an empty take has none of the three.

#include "measure/reading.h"
#include "measure/voice_activity.h"

namespace timbre::measure {

struct Silence {
  Reading share_percent;
  Reading start_s;
  Reading end_s;
};

[[nodiscard]] Silence silence_of(const VoiceActivity& activity);

}  // namespace timbre::measure
