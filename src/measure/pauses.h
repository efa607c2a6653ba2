#pragma once
/// Pauses between phrases, by voice activity. Where there is a transcript word_timing.h picks those between words.
///
/// A pause is a stretch without speech of at least 0.25 s inside the take, that is between its first and its last
/// speech: silence before and after is not one, and padding does not change any of the numbers. Literature uses 0.1 to
/// 1 s; 0.25 s is Goldman-Eisler's limit (1968) between the closure of a stop and a pause, and the most used since.
///
/// per_minute: pauses per minute between first and last speech; share_percent: how much of that time is pause, 0…100;
/// both need 3 s of it. Pause durations are log-normal (Campione & Véronis 2002): their median is given, never the
/// mean, and the longest. Without a pause, per_minute and share are 0, median and longest are none. No speech: none,
/// with why.

#include <vector>

#include "base/units.h"
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
  Reading share_percent;
  std::vector<TimeRange> times;  ///< in time order
};

[[nodiscard]] Pauses measure_pauses(const VoiceActivity& activity, const PauseOptions& options = {});

/// The same numbers from stretches without speech, however they were chosen, inside a span of speech of `span_s`.
/// Those shorter than the least pause are left out; `hop_s` is the grid they lie on, for rounding.
[[nodiscard]] Pauses pauses_of(const std::vector<TimeRange>& quiet, double span_s, double hop_s,
                               const PauseOptions& options = {});

}  // namespace timbre::measure
