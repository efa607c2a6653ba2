#include "studio/page_text.h"

#include <cstddef>
#include <cstdint>

namespace timbre::studio {

std::string script_json(const Json& json) {
  const std::string plain = json.dump(-1, ' ', true, Json::error_handler_t::replace);
  std::string safe;
  safe.reserve(plain.size());
  // These three occur only inside JSON strings, where an escape means the same.
  for (const char c : plain) {
    if (c == '<') {
      safe += "\\u003c";
    } else if (c == '>') {
      safe += "\\u003e";
    } else if (c == '&') {
      safe += "\\u0026";
    } else {
      safe += c;
    }
  }
  return safe;
}

std::string html_text(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    switch (c) {
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '&':
        safe += "&amp;";
        break;
      case '"':
        safe += "&quot;";
        break;
      case '\'':
        safe += "&#39;";
        break;
      default:
        safe += c;
    }
  }
  return safe;
}

std::string filled(std::string_view page, std::span<const Filling> fillings) {
  std::string out;
  while (!page.empty()) {
    const std::size_t open = page.find("{{");
    out += page.substr(0, open);
    if (open == std::string_view::npos) break;
    page.remove_prefix(open);
    bool is_known = false;
    for (const auto& [name, value] : fillings) {
      if (page.substr(2).starts_with(name) && page.substr(2 + name.size()).starts_with("}}")) {
        out += value;
        page.remove_prefix(name.size() + 4);
        is_known = true;
        break;
      }
    }
    if (is_known) continue;
    out += page.substr(0, 2);
    page.remove_prefix(2);
  }
  return out;
}

std::string base64(std::span<const unsigned char> bytes) {
  static constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t count = bytes.size() - i < 3 ? bytes.size() - i : 3;
    std::uint32_t group = std::uint32_t{bytes[i]} << 16;
    if (count > 1) group |= std::uint32_t{bytes[i + 1]} << 8;
    if (count > 2) group |= std::uint32_t{bytes[i + 2]};
    out += kDigits[group >> 18];
    out += kDigits[group >> 12 & 63];
    out += count > 1 ? kDigits[group >> 6 & 63] : '=';
    out += count > 2 ? kDigits[group & 63] : '=';
  }
  return out;
}

}  // namespace timbre::studio
