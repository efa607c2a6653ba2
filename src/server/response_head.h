#pragma once
/// Status line and headers of an answer, with those that every answer has.

#include <string>

#include "server/http.h"

namespace timbre::server {

/// - Content-Security-Policy: nothing from elsewhere, no frames around it, no inline scripts; workers and audio from
///   blobs of the page's own.
/// - nosniff, no referrer, same-origin opener and resource policies.
/// - Cache-Control: no-store unless the answer says otherwise.
/// Control characters in values become spaces, so that no value can start a header of its own.
[[nodiscard]] std::string response_head(const Response& response, bool keeps_alive);

}  // namespace timbre::server
