#pragma once
/// A verdict as JSON: for the page and for what is kept; and the little of it that the audit log gets.

#include "base/json.h"
#include "safety/consent_check.h"

namespace timbre::safety {

/// {"passed", "speaker", "checks": [{"name", "outcome", "sentence"}]}
[[nodiscard]] Json to_json(const ConsentVerdict& verdict);

/// Flat, without sentences: "passed", "challenge_heard", "challenge_asked" and the outcome of each check by its name.
[[nodiscard]] Json log_details(const ConsentVerdict& verdict);

}  // namespace timbre::safety
