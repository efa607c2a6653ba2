#pragma once
/// Richer advice on one scorecard for `timbre score --advice`: asked, and shown below the offline advice.

#include <string>

#include "cli/terminal.h"

#include "base/cancel.h"
#include "base/json.h"
#include "score/advice_service.h"
#include "score/scorecard.h"
#include "studio/richer_advice.h"

namespace timbre::cli {

struct RicherAnswer {
  score::AdviceServiceState service;
  score::CheckedAdvice advice;
  std::string why;  ///< why there is none, in one line; empty where it was answered
};

/// Never fails: what went wrong is said in `why`.
[[nodiscard]] RicherAnswer ask_for_richer_advice(score::AdviceService& service, const score::Scorecard& card,
                                                 const CancelToken& cancel);

/// The scorecard's "richer_advice" (docs/formats/scorecard.md).
[[nodiscard]] Json to_json(const RicherAnswer& answer);

[[nodiscard]] std::string render_richer_advice(const RicherAnswer& answer, const Terminal& terminal);

}  // namespace timbre::cli
