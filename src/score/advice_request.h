#pragma once
/// What is asked of an advice service: the facts of a take, an instruction, and the shape the answer must have. These
/// three are all that leaves the machine, in whatever envelope the service wants.

#include <string>

#include "base/json.h"
#include "base/result.h"
#include "score/advice_facts.h"

namespace timbre::score {

struct AdviceRequest {
  std::string instruction;  ///< the same for every take
  Json scorecard;           ///< to_json(AdviceFacts)
  Json answer_schema;       ///< docs/formats/advice.schema.json, without its title
};

/// `language`: the one to write the tips in; "en" where it is none (check_advice_language).
[[nodiscard]] AdviceRequest advice_request(const AdviceFacts& facts, const std::string& language = "en");

/// InvalidInput unless it is a language tag of letters, digits and hyphens, 2 … 35 long: it becomes part of the
/// instruction (RFC 5646, section 4.4.1).
[[nodiscard]] Result<void> check_advice_language(const std::string& language);

/// Everything that is sent, for a person to look at before: {"instruction", "scorecard", "answer_schema"}.
[[nodiscard]] Json to_json(const AdviceRequest& request);

/// What an answer may look like. Embedded from docs/formats/advice.schema.json.
[[nodiscard]] Json advice_schema();

}  // namespace timbre::score
