#pragma once
/// One sentence on the whole take: "Clean signal, lively delivery."

#include <string>

#include "score/scorecard.h"

namespace timbre::score {

/// From the card's labels, findings and scores. Never empty.
[[nodiscard]] std::string summary_of(const Scorecard& card);

}  // namespace timbre::score
