#include "server/range.h"

#include <charconv>

namespace timbre::server {
namespace {

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

RangeAnswer answer_range(std::string_view header, std::uint64_t size) {
  const RangeAnswer whole{RangeKind::Whole, {0, size}};
  constexpr std::string_view kUnit = "bytes=";
  if (!header.starts_with(kUnit)) return whole;
  header.remove_prefix(kUnit.size());
  const std::size_t dash = header.find('-');
  if (dash == std::string_view::npos || header.find(',') != std::string_view::npos) return whole;
  const auto first = number(header.substr(0, dash));
  const auto last = number(header.substr(dash + 1));
  if (!first && !(dash == 0 && last)) return whole;
  if (!first) {
    if (*last == 0 || size == 0) return {RangeKind::Unsatisfiable, {}};
    const std::uint64_t length = *last < size ? *last : size;
    return {RangeKind::Part, {size - length, length}};
  }
  if (!last && dash + 1 != header.size()) return whole;
  if (last && *last < *first) return whole;
  if (*first >= size) return {RangeKind::Unsatisfiable, {}};
  const std::uint64_t end = last && *last < size ? *last + 1 : size;
  return {RangeKind::Part, {*first, end - *first}};
}

}  // namespace timbre::server
