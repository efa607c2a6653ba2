#pragma once
/// Requests that carry something.

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "cloud/multipart.h"
#include "net/http_exchange.h"

namespace timbre::cloud {

/// Texts that are no UTF-8 go with U+FFFD for the broken bytes.
[[nodiscard]] net::HttpRequest post_json(std::string url, const Json& body);
[[nodiscard]] net::HttpRequest post_form(std::string url, const std::vector<FormField>& fields);
[[nodiscard]] std::string base64_of(std::string_view bytes);

}  // namespace timbre::cloud
