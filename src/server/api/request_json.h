#pragma once
/// Reading what a request brings: JSON fields, query numbers, If-Match.

#include <cstdint>
#include <optional>
#include <string>

#include "base/json.h"
#include "base/result.h"
#include "server/http.h"

namespace timbre::server {

/// The body as an object; an empty body is an empty object. InvalidInput, saying where it breaks.
[[nodiscard]] Result<Json> object_of(const Request& request);
/// A text field; none when absent or null. InvalidInput when it is something else.
[[nodiscard]] Result<std::optional<std::string>> text_field(const Json& object, const std::string& name);
/// A whole number field within limits. InvalidInput when absent, something else, or outside.
[[nodiscard]] Result<std::int64_t> number_field(const Json& object, const std::string& name, std::int64_t from,
                                                std::int64_t to);
/// A whole number in text, within limits. InvalidInput naming `name`.
[[nodiscard]] Result<std::int64_t> number_of(const std::string& text, const std::string& name, std::int64_t from,
                                             std::int64_t to);

/// The revision an edit is based on. None when the header is "*" or absent; InvalidInput for anything but an entity tag
/// this server gave.
[[nodiscard]] Result<std::optional<std::int64_t>> if_match(const Request& request);

}  // namespace timbre::server
