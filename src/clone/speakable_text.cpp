#include "clone/speakable_text.h"

#include <algorithm>

#include "base/utf8.h"
#include "text/code_points.h"
#include "text/unsaid_characters.h"

namespace timbre::clone {
namespace {

constexpr char32_t kJoiner = 0x200D;
constexpr char32_t kNextLine = 0x85;

bool is_dropped(char32_t c) { return text::is_invisible(c) || text::is_picture(c); }

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
    if (text::is_picture(c)) {
      drop_picture(points, i, out);
      follows_picture = true;
    } else if (text::is_invisible(c) || (c == kJoiner && follows_picture)) {
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
