#pragma once
/// Errors as RFC 9457 problem details.

#include <string_view>

#include "base/result.h"
#include "server/http.h"

namespace timbre::server {

/// application/problem+json with type "about:blank", the status's own title and `detail`: plain words for a person.
[[nodiscard]] Response problem(int status, std::string_view detail);

/// InvalidInput 400, NotFound 404, Unsupported 415, Denied 403, Unavailable 503, Cancelled 409, Corrupt and Internal
/// 500; one that says when to try again 429 with Retry-After.
[[nodiscard]] Response problem_of(const Error& error);

/// "Not Found" … for the codes this server uses.
[[nodiscard]] std::string_view status_title(int status);

}  // namespace timbre::server
