#pragma once
/// Text that is safe inside a page.

#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/json.h"

namespace timbre::studio {

/// JSON that can stand inside <script type="application/json">: ASCII only, and no character that could end the
/// element or open a comment. Text that is not UTF-8 keeps what is readable. Reads back as the same JSON.
[[nodiscard]] std::string script_json(const Json& json);

/// Text as HTML text or attribute value.
[[nodiscard]] std::string html_text(std::string_view text);

/// A placeholder `{{name}}` and what stands there.
using Filling = std::pair<std::string_view, std::string_view>;

/// The template with every placeholder filled. What is filled in is not searched again.
[[nodiscard]] std::string filled(std::string_view page, std::span<const Filling> fillings);

/// RFC 4648 section 4.
[[nodiscard]] std::string base64(std::span<const unsigned char> bytes);

}  // namespace timbre::studio
