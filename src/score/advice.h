#pragma once
/// What to change next time.
///
/// Advice is a pure function of the scorecard: the same scorecard gives the same tips in the same order, by what each
/// would gain: the points of overall if its measure's grade became 1, everything else as it is. Tips on findings that
/// are not scored (a gate, a cut-off word) gain 0 points and come last, in the order of the table. A measure in its
/// Good zone gets no tip unless a hard limit rejected it.

#include <string>
#include <vector>

#include "score/scorecard.h"

namespace timbre::score {

/// The rules themselves: without a network, and never failing. What a language model says beside them comes through
/// score::AdviceService (advice_service.h).
[[nodiscard]] std::vector<Advice> advise(const Scorecard& card);

/// The one next action for a measure: the first of the card's advice on it; empty when there is none.
[[nodiscard]] std::string next_action(const Scorecard& card, measure::MeasureId id);

/// The tip to follow first, with the measured reason in brackets: the largest gain among the measures that rejected the
/// take, else the first of the card's advice. Empty when there is none.
[[nodiscard]] std::string first_action(const Scorecard& card);

}  // namespace timbre::score
