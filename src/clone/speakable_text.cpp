#include "clone/speakable_text.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "text/code_points.h"

namespace timbre::clone {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

/// Seen as nothing: controls, marks of direction, joints of emoji, tags, private use.
constexpr std::array kInvisible = {
    Range{0x00, 0x08},     Range{0x0E, 0x1F},     Range{0x7F, 0x84},     Range{0x86, 0x9F},
    Range{0xAD, 0xAD},     Range{0x200B, 0x200B}, Range{0x200E, 0x200F}, Range{0x202A, 0x202E},
    Range{0x2060, 0x206F}, Range{0x20E3, 0x20E3}, Range{0xE000, 0xF8FF}, Range{0xFE00, 0xFE0F},
    Range{0xFEFF, 0xFEFF}, Range{0xFFF0, 0xFFFB}, Range{0xFFFE, 0xFFFF}, Range{0xE0000, 0x10FFFF}};

/// Pictures: what no two people read aloud alike.
constexpr std::array kPictures = {Range{0x2300, 0x23FF}, Range{0x25A0, 0x27BF}, Range{0x2B00, 0x2BFF},
                                  Range{0xFFFC, 0xFFFD}, Range{0x1F000, 0x1FAFF}};

constexpr char32_t kJoiner = 0x200D;
constexpr char32_t kNextLine = 0x85;

template <typename Ranges>
bool is_in(char32_t c, const Ranges& ranges) {
  return std::any_of(ranges.begin(), ranges.end(), [c](Range r) { return c >= r.first && c <= r.last; });
}

bool is_dropped(char32_t c) { return is_in(c, kInvisible) || is_in(c, kPictures); }

bool is_stop(char32_t c) { return std::u32string_view(U".,;:!?…").find(c) != std::u32string_view::npos; }

/// "well 😀 done" → "well done", "well 😀." → "well.", "well😀done" → "well done".
void drop_picture(const std::u32string& points, std::size_t i, std::u32string& out) {
  std::size_t next = i + 1;
  while (next < points.size() && (is_dropped(points[next]) || points[next] == kJoiner)) ++next;
  if (out.empty()) return;
  const char32_t follows = next < points.size() ? points[next] : U'\n';
  if (out.back() == U' ' && (is_stop(follows) || text::is_space(follows))) out.pop_back();
  if (!out.empty() && text::is_word_character(out.back()) && text::is_word_character(follows)) out.push_back(U' ');
}

std::u32string cleaned(const std::u32string& points) {
  std::u32string out;
  bool follows_picture = false;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const char32_t c = points[i];
    if (is_in(c, kPictures)) {
      drop_picture(points, i, out);
      follows_picture = true;
    } else if (is_in(c, kInvisible) || (c == kJoiner && follows_picture)) {
      continue;
    } else {
      out.push_back(c == kNextLine ? U'\n' : c);
      follows_picture = false;
    }
  }
  return out;
}

Error invalid(std::string words) { return {ErrorKind::InvalidInput, "text: " + std::move(words)}; }

/// The first byte that is not part of well-formed UTF-8; the text's size where there is none.
std::size_t first_broken_byte(std::string_view text) {
  const std::string valid = valid_utf8(text);
  return static_cast<std::size_t>(std::mismatch(text.begin(), text.end(), valid.begin(), valid.end()).first -
                                  text.begin());
}

}  // namespace

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

Result<std::string> speakable_text(std::string_view text) {
  const std::size_t broken = first_broken_byte(text);
  if (broken < text.size()) {
    return invalid("byte " + std::to_string(broken + 1) + " is not UTF-8; save the text as UTF-8 and try again");
  }
  const std::size_t count = count_characters(text);
  if (count > kMaxTextCharacters) {
    return invalid("it has " + std::to_string(count) + " characters and " + std::to_string(kMaxTextCharacters) +
                   " is the most for one clone; cut it into parts, at chapters for example");
  }
  const std::u32string points = text::code_points(text);
  if (std::all_of(points.begin(), points.end(), text::is_space)) {
    return invalid("there is nothing to say; write at least one sentence");
  }
  std::string out;
  bool has_words = false;
  for (const char32_t c : cleaned(points)) {
    has_words = has_words || text::is_word_character(c);
    text::append_utf8(c, out);
  }
  if (!has_words) {
    return invalid("it holds punctuation, symbols or emoji only, nothing that can be said; write at least one word");
  }
  return out;
}

}  // namespace timbre::clone
