#pragma once
/// Which addresses may be fetched.

#include <string>
#include <string_view>

#include "base/result.h"

namespace timbre::net {

/// https anywhere, or http to this machine itself (localhost, 127.0.0.0/8, [::1]), where nobody can listen in.
/// InvalidInput for anything else: another scheme, a user name in the address, spaces or control characters.
[[nodiscard]] Result<void> check_url(std::string_view url);

/// As check_url, but http is allowed to any host: where a person asked for that, on a network of their own.
[[nodiscard]] Result<void> check_url_or_plain_http(std::string_view url);

/// As check_url for where a server sends us on to: what came over https goes on over https only. Denied otherwise.
[[nodiscard]] Result<void> check_redirect(std::string_view from, std::string_view to);

/// "https" of an address, lower case; empty when there is none.
[[nodiscard]] std::string scheme_of(std::string_view url);

/// "huggingface.co" of an address, without port; empty when there is none.
[[nodiscard]] std::string host_of(std::string_view url);

/// Whether the address leads to this machine itself.
[[nodiscard]] bool is_loopback(std::string_view url);

/// Whether the address is on the network segment itself (RFC 3927), where clouds keep what a machine may know of
/// itself.
[[nodiscard]] bool is_link_local(std::string_view url);

}  // namespace timbre::net
