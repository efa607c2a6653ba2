#pragma once
/// What a server says before the bytes: the parts of an answer's head that a download needs (RFC 9110).

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace timbre::net {

/// "bytes 5-9/10" (RFC 9110, 14.4).
struct ContentRange {
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  std::optional<std::uint64_t> total;  ///< none for "*"
};

struct HttpHead {
  int status = 0;
  std::optional<std::uint64_t> content_length;
  std::optional<ContentRange> content_range;
  std::string etag;              ///< strong ones only; empty when there is none
  std::string content_encoding;  ///< empty for "identity"
  std::optional<std::chrono::seconds> retry_after;
};

/// Takes one header line, with or without its line end. Lines that mean nothing here, or are malformed, are passed
/// over.
void take_header(std::string_view line, HttpHead& head);

/// None when it is malformed or runs backwards.
[[nodiscard]] std::optional<ContentRange> parse_content_range(std::string_view value);

}  // namespace timbre::net
