#pragma once
/// The scorecard as JSON (docs/formats/scorecard.md, scorecard.schema.json). Keys in fixed order and numbers rounded,
/// so that the same scorecard is the same bytes. Text that is not UTF-8 (a file name may be anything) has its broken
/// bytes replaced by U+FFFD, so that dump() cannot throw. What does not exist is null with a "why".

#include "base/json.h"
#include "score/scorecard.h"

namespace timbre::score {

[[nodiscard]] Json to_json(const Scorecard& card);

}  // namespace timbre::score
