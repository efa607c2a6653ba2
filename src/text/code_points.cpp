#include "text/code_points.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace timbre::text {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

/// Blocks of punctuation and symbols above ASCII (The Unicode Standard 15, blocks and general categories P, S, Z, C).
constexpr std::array kNoWords = {
    Range{0x80, 0xA9},     Range{0xAB, 0xB4},      Range{0xB6, 0xB9},     Range{0xBB, 0xBF},     Range{0xD7, 0xD7},
    Range{0xF7, 0xF7},     Range{0x2000, 0x20CF},  Range{0x2100, 0x214F}, Range{0x2190, 0x2BFF}, Range{0x2E00, 0x2E7F},
    Range{0x3000, 0x3004}, Range{0x3008, 0x3020},  Range{0x30FB, 0x30FB}, Range{0xE000, 0xF8FF}, Range{0xFE10, 0xFE6F},
    Range{0xFEFF, 0xFEFF}, Range{0xFF01, 0xFF0F},  Range{0xFF1A, 0xFF20}, Range{0xFF3B, 0xFF40}, Range{0xFF5B, 0xFF65},
    Range{0xFFF0, 0xFFFF}, Range{0x1F000, 0x1FAFF}};

bool is_in(char32_t c, Range range) { return c >= range.first && c <= range.last; }

/// Latin Extended-A has pairs, capital first: at even code points, but at odd ones in two stretches.
bool has_odd_capitals(char32_t c) { return is_in(c, {0x139, 0x148}) || is_in(c, {0x179, 0x17E}); }
bool is_pair_block(char32_t c) { return is_in(c, {0x100, 0x137}) || is_in(c, {0x14A, 0x177}) || has_odd_capitals(c); }

}  // namespace

std::u32string code_points(std::string_view text) {
  const std::string valid = valid_utf8(text);
  std::u32string points;
  points.reserve(valid.size());
  for (const char byte : valid) {
    const auto bits = static_cast<unsigned char>(byte);
    if ((bits & 0xC0U) == 0x80U) {
      points.back() = (points.back() << 6U) | (bits & 0x3FU);
    } else {
      points.push_back(bits < 0x80 ? bits : bits < 0xE0 ? bits & 0x1FU : bits < 0xF0 ? bits & 0x0FU : bits & 0x07U);
    }
  }
  return points;
}

void append_utf8(char32_t c, std::string& to) {
  const auto put = [&to](char32_t byte) { to.push_back(static_cast<char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0U | (c >> 6U));
    put(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    put(0xE0U | (c >> 12U));
    put(0x80U | ((c >> 6U) & 0x3FU));
    put(0x80U | (c & 0x3FU));
  } else {
    put(0xF0U | (c >> 18U));
    put(0x80U | ((c >> 12U) & 0x3FU));
    put(0x80U | ((c >> 6U) & 0x3FU));
    put(0x80U | (c & 0x3FU));
  }
}

bool is_space(char32_t c) {
  return c <= 0x20 || c == 0x7F || c == 0x85 || c == 0xA0 || is_in(c, {0x2000, 0x200B}) || c == 0x2028 || c == 0x2029 ||
         c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

bool is_apostrophe(char32_t c) { return c == U'\'' || c == U'’'; }

bool is_word_character(char32_t c) {
  if (c < 0x80) return is_digit(c) || is_in(c, {U'a', U'z'}) || is_in(c, {U'A', U'Z'});
  return std::none_of(kNoWords.begin(), kNoWords.end(), [c](Range range) { return is_in(c, range); });
}

char32_t lower_case(char32_t c) {
  if (is_in(c, {U'A', U'Z'}) || (is_in(c, {0xC0, 0xDE}) && c != 0xD7) || is_in(c, {0x391, 0x3A9}) ||
      is_in(c, {0x410, 0x42F}))
    return c + 32;
  if (is_in(c, {0x400, 0x40F})) return c + 80;
  if (c == 0x178) return 0xFF;
  if (c == 0x1E9E) return 0xDF;
  if (is_pair_block(c)) return (c % 2 == 1) == has_odd_capitals(c) ? c + 1 : c;
  return c;
}

char32_t upper_case(char32_t c) {
  if (is_in(c, {U'a', U'z'}) || (is_in(c, {0xE0, 0xFE}) && c != 0xF7) || (is_in(c, {0x3B1, 0x3C9}) && c != 0x3C2) ||
      is_in(c, {0x430, 0x44F}))
    return c - 32;
  if (is_in(c, {0x450, 0x45F})) return c - 80;
  if (c == 0xFF) return 0x178;
  if (is_pair_block(c)) return (c % 2 == 1) == has_odd_capitals(c) ? c : c - 1;
  return c;
}

}  // namespace timbre::text
