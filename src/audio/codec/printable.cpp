#include "audio/codec/printable.h"

#include <cstdint>
#include <cstdio>

namespace timbre::audio {
namespace {

unsigned byte_at(std::string_view text, std::size_t index) {
  return index < text.size() ? static_cast<unsigned char>(text[index]) : 0U;
}

bool is_continuation(unsigned byte) { return (byte & 0xC0U) == 0x80U; }

/// Bytes of the well-formed UTF-8 character at `index` (Unicode 15, table 3-7), or 0.
std::size_t utf8_length(std::string_view text, std::size_t index) {
  const unsigned a = byte_at(text, index);
  const unsigned b = byte_at(text, index + 1);
  const unsigned c = byte_at(text, index + 2);
  const unsigned d = byte_at(text, index + 3);
  if (a < 0x80) return 1;
  if (a >= 0xC2 && a <= 0xDF) return is_continuation(b) ? 2 : 0;
  if ((a & 0xF0U) == 0xE0U) {
    const bool is_overlong = a == 0xE0 && b < 0xA0;
    const bool is_surrogate = a == 0xED && b > 0x9F;
    return is_continuation(b) && is_continuation(c) && !is_overlong && !is_surrogate ? 3 : 0;
  }
  if (a >= 0xF0 && a <= 0xF4) {
    const bool is_outside = (a == 0xF0 && b < 0x90) || (a == 0xF4 && b > 0x8F);
    return is_continuation(b) && is_continuation(c) && is_continuation(d) && !is_outside ? 4 : 0;
  }
  return 0;
}

/// U+0080 … U+009F steer terminals just as the ASCII ones do.
bool is_control(std::string_view text, std::size_t index, std::size_t length) {
  const unsigned a = byte_at(text, index);
  return (length == 1 && (a < 0x20 || a == 0x7F)) || (length == 2 && a == 0xC2 && byte_at(text, index + 1) < 0xA0);
}

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = utf8_length(text, i);
    if (length > 0 && !is_control(text, i, length)) {
      out.append(text.substr(i, length));
    } else if (text[i] == '\n') {
      out += "\\n";
    } else {
      char escaped[8];
      std::snprintf(escaped, sizeof escaped, "\\x%02x", byte_at(text, i));
      out += escaped;
    }
    i += length > 0 && !is_control(text, i, length) ? length : 1;
  }
  return out;
}

}  // namespace timbre::audio
