#pragma once
/// Who may ask. A page on another site can make the user's own browser send requests to this machine (cross-site
/// request forgery, DNS rebinding); every request passes here before anything looks at it.

#include <optional>
#include <string>
#include <vector>

#include "server/http.h"

namespace timbre::server {

struct GuardOptions {
  /// Names that the Host header may have besides localhost, *.localhost and loopback addresses; lower case, no port.
  std::vector<std::string> allowed_hosts;
  std::string token;  ///< when not empty, every request of the API must bring it
};

/// Header that a page must add to every request that changes something: other sites cannot without a preflight, which
/// is never granted.
inline constexpr const char* kProofHeader = "x-timbre";
/// Where the token may be: `Authorization: Bearer` or this cookie.
inline constexpr const char* kTokenCookie = "timbre_token";

/// None when the request may pass, else the answer. `host_count`: how many Host headers came. In this order:
/// - Host (421): exactly one, a loopback address, localhost or an allowed name; a port is ignored.
/// - Origin, where sent: http(s) with the same host and port as Host (403). "null" is foreign.
/// - Sec-Fetch-Site, where sent: same-origin, or none (typed in by hand), for anything of the API (403).
/// - Methods other than GET and HEAD need kProofHeader (403).
/// - The token (401), compared in constant time.
[[nodiscard]] std::optional<Response> refuse(const Request& request, int host_count, const GuardOptions& options);

/// Whether a host without port may be asked for.
[[nodiscard]] bool is_allowed_host(std::string_view host, const std::vector<std::string>& allowed);

}  // namespace timbre::server
