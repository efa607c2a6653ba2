#pragma once
/// The cheapest path through the pitch candidates of a take (Boersma 1993, section 3; Viterbi).

#include <span>
#include <vector>

#include "measure/pitch_candidates.h"

namespace timbre::measure {

/// F0 in Hz per frame, 0 = unvoiced. The level that silence is judged against is that of the whole take.
[[nodiscard]] std::vector<float> best_pitch_path(std::span<const PitchFrame> frames, const PitchOptions& options);

}  // namespace timbre::measure
