#pragma once
/// Holds a model's tips against the scorecard: what contradicts a measured value is dropped, with the reason.
///
/// A tip names its measure, the direction it wants, and the value it read, so that most contradictions show in fields:
///   1. the measure was judged: it has a value, and a grade or a count;
///   2. the value read is the printed value;
///   3. the direction is the one that the value needs: towards the Good zone, "keep" inside it.
/// The sentence is held against the card as well:
///   4. numbers with a unit (advice_numbers.h);
///   5. words that call a measure a fault, or ask for a change (advice_phrases.h);
///   6. a measure that must change is not praised.
/// When in doubt a tip is dropped: the offline advice stands beside it.

#include <string_view>
#include <vector>

#include "base/result.h"
#include "score/advice_answer.h"
#include "score/advice_facts.h"

namespace timbre::score {

struct CheckedAdvice {
  std::vector<AnsweredTip> tips;    ///< in the model's order
  std::vector<DroppedTip> dropped;  ///< put aside by reading or by checking
};

/// Why the tip contradicts the scorecard; empty when it does not.
[[nodiscard]] std::string contradiction(const AnsweredTip& tip, const AdviceFacts& facts);

/// Reads an answer (advice_answer.h) and checks its tips. InvalidInput where it is no advice at all.
[[nodiscard]] Result<CheckedAdvice> check_advice(std::string_view answer, const AdviceFacts& facts);

}  // namespace timbre::score
