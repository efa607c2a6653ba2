#include "text/unsaid_characters.h"

#include <algorithm>
#include <array>

namespace timbre::text {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

constexpr std::array kInvisible = {
    Range{0x00, 0x08},     Range{0x0E, 0x1F},     Range{0x7F, 0x84},     Range{0x86, 0x9F},
    Range{0xAD, 0xAD},     Range{0x200B, 0x200B}, Range{0x200E, 0x200F}, Range{0x202A, 0x202E},
    Range{0x2060, 0x206F}, Range{0x20E3, 0x20E3}, Range{0xE000, 0xF8FF}, Range{0xFE00, 0xFE0F},
    Range{0xFEFF, 0xFEFF}, Range{0xFFF0, 0xFFFB}, Range{0xFFFE, 0xFFFF}, Range{0xE0000, 0x10FFFF}};

constexpr std::array kPictures = {Range{0x2300, 0x23FF}, Range{0x25A0, 0x27BF}, Range{0x2B00, 0x2BFF},
                                  Range{0xFFFC, 0xFFFD}, Range{0x1F000, 0x1FAFF}};

template <typename Ranges>
bool is_in(char32_t c, const Ranges& ranges) {
  return std::any_of(ranges.begin(), ranges.end(), [c](Range r) { return c >= r.first && c <= r.last; });
}

}  // namespace

bool is_invisible(char32_t c) { return is_in(c, kInvisible); }
bool is_picture(char32_t c) { return is_in(c, kPictures); }

}  // namespace timbre::text
