#include "base/uuid.h"

#include <array>
#include <cstdint>

namespace timbre {
namespace {

constexpr std::array<std::size_t, 4> kDashes{8, 13, 18, 23};

bool is_dash_place(std::size_t i) {
  for (const std::size_t dash : kDashes) {
    if (i == dash) return true;
  }
  return false;
}

}  // namespace

std::string make_uuid(const Clock& clock, Random& random) {
  using std::chrono::duration_cast;
  using std::chrono::milliseconds;
  const auto since_epoch = duration_cast<milliseconds>(clock.now().time_since_epoch()).count();
  const auto unix_ms = static_cast<std::uint64_t>(since_epoch) & 0xFFFFFFFFFFFFULL;
  const std::uint64_t high = (unix_ms << 16) | 0x7000ULL | (random.next() & 0x0FFFULL);
  const std::uint64_t low = 0x8000000000000000ULL | (random.next() >> 2);
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (std::size_t digit = 0; digit < 32; ++digit) {
    if (is_dash_place(text.size())) text += '-';
    const std::uint64_t half = digit < 16 ? high : low;
    text += kDigits[(half >> (60 - 4 * (digit % 16))) & 15];
  }
  return text;
}

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool is_digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    if (is_dash_place(i) ? c != '-' : !is_digit) return false;
  }
  return true;
}

}  // namespace timbre
