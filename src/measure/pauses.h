#pragma once
/// Pauses between phrases, by voice activity.
///
/// A pause is a stretch without speech of at least 0.25 s inside the take, that is between its first and its last
/// speech: silence before and after is not one, and padding does not change any of the numbers. Literature uses 0.1 to
/// 1 s; 0.25 s is Goldman-Eisler's limit (1968) between the closure of a stop and a pause, and the most used since.
///
/// per_minute: pauses per minute between first and last speech; needs 3 s of that. Pause durations are log-normal
/// (Campione & Véronis 2002): their median is given, never the mean, and the longest. Without a pause, per_minute is 0
/// and median and longest are none. No speech: none, with why.

#include "measure/reading.h"
#include "measure/voice_activity.h"

namespace timbre::measure {

struct PauseOptions {
  double least_pause_s = 0.25;  ///< above the closure of a stop consonant
  double least_span_s = 3.0;    ///< less than a sentence has no rate of pauses
};

struct Pauses {
  Reading per_minute;
  Reading median_s;
  Reading longest_s;
};

[[nodiscard]] Pauses measure_pauses(const VoiceActivity& activity, const PauseOptions& options = {});

}  // namespace timbre::measure
