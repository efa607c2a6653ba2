#pragma once
/// Voices and consents as the command line and the API show them.

#include "base/json.h"
#include "safety/consent_book.h"

namespace timbre::studio {

/// What is shown of one: "id", "voice", "person", "state", "strength", "speaker", times in Unix milliseconds, scope
/// and, while it is open, "statement", "challenge", "expires_ms" of the challenge and "tries_left"; "checks" of the
/// last try.
[[nodiscard]] Json to_json(const safety::ConsentRecord& record);
/// "id", "name", "created_ms", "revoked_ms", and the "consent" that holds now, or null.
[[nodiscard]] Json to_json(const safety::Voice& voice, const std::optional<safety::ConsentGrant>& grant);
[[nodiscard]] Json to_json(const safety::Deleted& deleted);

}  // namespace timbre::studio
