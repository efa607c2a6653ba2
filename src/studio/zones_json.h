#pragma once
/// The zones of every measure's bar as JSON, for pages.

#include "base/json.h"
#include "score/profiles.h"

namespace timbre::studio {

/// {measure name: {"min", "max", "zones": [{"from", "to", "level": "good|fair|poor"}]}}; "scale": "log" where equal
/// ratios should look equal. Measures that are not scored are left out.
[[nodiscard]] Json zones_json(const score::Profile& profile);

}  // namespace timbre::studio
