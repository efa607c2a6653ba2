#include "net/http_head.h"

#include <algorithm>
#include <charconv>

#include "net/detail/header_text.h"

namespace timbre::net {
namespace {

constexpr std::size_t kLongestEtag = 256;

using detail::lower;
using detail::trimmed;

std::optional<std::uint64_t> parse_number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// A strong validator, safe to send back (RFC 9110, 8.8.3): only such may stand in If-Range (13.1.5).
bool is_strong_etag(std::string_view value) {
  return value.size() >= 2 && value.size() <= kLongestEtag && value.front() == '"' && value.back() == '"' &&
         std::all_of(value.begin(), value.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

}  // namespace

std::optional<ContentRange> parse_content_range(std::string_view value) {
  value = trimmed(value);
  if (!lower(value.substr(0, 6)).starts_with("bytes ")) return std::nullopt;
  value.remove_prefix(6);
  const auto dash = value.find('-');
  const auto slash = value.find('/');
  if (dash == std::string_view::npos || slash == std::string_view::npos || slash < dash) return std::nullopt;
  const auto first = parse_number(value.substr(0, dash));
  const auto last = parse_number(value.substr(dash + 1, slash - dash - 1));
  const std::string_view total_text = value.substr(slash + 1);
  const auto total = parse_number(total_text);
  if (!first || !last || *last < *first || (!total && total_text != "*") || (total && *total <= *last)) {
    return std::nullopt;
  }
  return ContentRange{*first, *last, total};
}

void take_header(std::string_view line, HttpHead& head) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return;
  const std::string name = lower(trimmed(line.substr(0, colon)));
  const std::string_view value = trimmed(line.substr(colon + 1));
  if (name == "content-length") head.content_length = parse_number(value);
  if (name == "content-range") head.content_range = parse_content_range(value);
  if (name == "etag" && is_strong_etag(value)) head.etag = value;
  if (name == "content-encoding" && lower(value) != "identity") head.content_encoding = value;
  if (name == "retry-after") {
    if (const auto seconds = parse_number(value); seconds && *seconds <= 86'400) {
      head.retry_after = std::chrono::seconds(*seconds);
    }
  }
}

}  // namespace timbre::net
