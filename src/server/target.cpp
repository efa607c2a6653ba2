#include "server/target.h"

#include <optional>

#include "base/utf8.h"

namespace timbre::server {
namespace {

std::optional<int> digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return std::nullopt;
}

Error bad_address() {
  return {ErrorKind::InvalidInput, "the address of this request is not well formed; open the page anew"};
}

Result<std::string> decoded(std::string_view text, bool plus_is_space) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_space) {
      out += ' ';
    } else if (text[i] != '%') {
      out += text[i];
    } else {
      if (i + 2 >= text.size()) return bad_address();
      const auto high = digit_of(text[i + 1]);
      const auto low = digit_of(text[i + 2]);
      if (!high || !low) return bad_address();
      out += static_cast<char>(*high * 16 + *low);
      i += 2;
    }
  }
  if (valid_utf8(out) != out) return bad_address();
  for (const char c : out) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return bad_address();
  }
  return out;
}

Result<std::string> segment_of(std::string_view text) {
  TRY(std::string segment, decoded(text, false));
  const bool is_step = segment.empty() || segment == "." || segment == "..";
  if (is_step || segment.find_first_of("/\\%") != std::string::npos) return bad_address();
  return segment;
}

Result<std::map<std::string, std::string>> query_of(std::string_view text) {
  std::map<std::string, std::string> query;
  while (!text.empty()) {
    const std::size_t end = text.find('&');
    const std::string_view pair = text.substr(0, end);
    const std::size_t equals = pair.find('=');
    TRY(std::string name, decoded(pair.substr(0, equals), true));
    TRY(std::string value, decoded(equals == std::string_view::npos ? "" : pair.substr(equals + 1), true));
    if (!name.empty()) query[std::move(name)] = std::move(value);
    text = end == std::string_view::npos ? "" : text.substr(end + 1);
  }
  return query;
}

}  // namespace

Result<Target> parse_target(std::string_view target) {
  if (target.size() > kMaxTargetBytes || target.empty() || target[0] != '/') return bad_address();
  const std::size_t mark = target.find('?');
  std::string_view path = target.substr(1, mark == std::string_view::npos ? mark : mark - 1);
  Target parsed;
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    TRY(std::string segment, segment_of(path.substr(0, slash)));
    parsed.path.push_back(std::move(segment));
    path = slash == std::string_view::npos ? "" : path.substr(slash + 1);
  }
  if (mark != std::string_view::npos) {
    TRY(parsed.query, query_of(target.substr(mark + 1)));
  }
  return parsed;
}

}  // namespace timbre::server
