#pragma once
/// Hard limits and the verdict.
///
/// reject: any hard limit is broken, or there is nothing to judge. Delivery has no hard limits: how someone speaks is
/// theirs. keep: the acoustic score is at least kKeepAcoustic and every measure that can spoil a take (SNR,
/// clipping, duration, sample rate, bandwidth) was measured and is not Poor. review: everything else; a person should
/// listen.

#include <string>
#include <vector>

#include "score/scorecard.h"

namespace timbre::score {

/// Why there is nothing to judge: silence, no speech, nothing measured; empty when there is something.
[[nodiscard]] std::string nothing_to_judge(const Scorecard& card);

/// Every hard limit the card's measures break, in the order of MeasureId.
[[nodiscard]] std::vector<Reject> rejects_of(const Scorecard& card);

/// From the card's rejects, acoustic score and grades.
[[nodiscard]] Verdict verdict_of(const Scorecard& card);

}  // namespace timbre::score
