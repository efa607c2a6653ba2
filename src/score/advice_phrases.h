#pragma once
/// Words in a tip's sentence that say how a measure is, or how it should change, held against the scorecard.
///
/// Each phrase of the table means that a measure of its group must go up or down: "too quiet" and "louder" that the
/// loudness must rise. Where the group was judged and none of it needs that, the sentence contradicts what was
/// measured. A phrase that is denied ("not too loud", "without clipping") says nothing. English; other languages are
/// checked by the tip's fields and numbers alone.

#include <string>
#include <string_view>

#include "score/advice_facts.h"

namespace timbre::score {

/// The first phrase that the card contradicts, in a sentence; empty where there is none.
[[nodiscard]] std::string contradicted_phrase(std::string_view text, const AdviceFacts& facts);

/// Whether it says that something is excellent as it is.
[[nodiscard]] bool is_praise(std::string_view text);

}  // namespace timbre::score
