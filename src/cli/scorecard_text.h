#pragma once
/// A scorecard as text: a card for one take, a line for one of many.

#include <string>

#include "cli/terminal.h"

#include "score/scorecard.h"

namespace timbre::cli {

/// The whole card: the verdict large, stars, one sentence, chips, the next action, then every measure with its grade.
/// Without colour the same words in plain text.
[[nodiscard]] std::string render_card(const score::Scorecard& card, const Terminal& terminal);

/// "Keep    ★★★★☆ 78.2  take.wav  clear, good pace".
[[nodiscard]] std::string render_line(const score::Scorecard& card, const Terminal& terminal);

}  // namespace timbre::cli
