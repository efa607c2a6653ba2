#pragma once
/// The Range header (RFC 9110 section 14): so that a player can jump inside a take.

#include <cstdint>
#include <optional>
#include <string_view>

namespace timbre::server {

struct ByteRange {
  std::uint64_t first = 0;
  std::uint64_t length = 0;
};

enum class RangeKind { Whole, Part, Unsatisfiable };

struct RangeAnswer {
  RangeKind kind = RangeKind::Whole;
  ByteRange range;
};

/// One range of bytes. Anything this server does not understand, and several ranges, give the whole, as section 14.2
/// allows; a range beyond the end is Unsatisfiable.
[[nodiscard]] RangeAnswer answer_range(std::string_view header, std::uint64_t size);

}  // namespace timbre::server
