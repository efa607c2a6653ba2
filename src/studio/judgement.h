#pragma once
/// A scorecard as the store keeps it.

#include "score/scorecard.h"
#include "store/take.h"

namespace timbre::studio {

[[nodiscard]] store::Judgement judgement_of(const score::Scorecard& card);

}  // namespace timbre::studio
