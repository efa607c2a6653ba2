#include "text/paragraphs.h"

#include <cstddef>
#include <utility>

#include "text/code_points.h"

namespace timbre::text {
namespace {

constexpr std::size_t kShortLine = 40;  // code points: no text is wrapped as narrow as that

bool is_paragraph_end(char32_t c) { return c == 0x2029 || c == U'\f' || c == U'\v'; }
bool is_line_end(char32_t c) { return c == U'\n' || c == 0x2028; }

/// The text's lines with single spaces; an empty one is a gap.
std::vector<std::u32string> lines_of(const std::u32string& points) {
  std::vector<std::u32string> lines(1);
  bool has_gap = false;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const char32_t c = points[i];
    if (c == U'\r' && i + 1 < points.size() && points[i + 1] == U'\n') continue;
    if (is_line_end(c) || c == U'\r' || is_paragraph_end(c)) {
      lines.emplace_back();
      if (is_paragraph_end(c)) lines.emplace_back();
      has_gap = false;
    } else if (is_space(c)) {
      has_gap = true;
    } else {
      if (has_gap && !lines.back().empty()) lines.back().push_back(U' ');
      lines.back().push_back(c);
      has_gap = false;
    }
  }
  return lines;
}

/// "- …", "• …", "3. …", "b) …".
bool is_list_item(const std::u32string& line) {
  const std::size_t space = line.find(U' ');
  if (space == std::u32string::npos || space == 0 || space > 3) return false;
  const char32_t first = line.front();
  if (space == 1) return first == U'-' || first == U'*' || first == U'•' || first == U'–' || first == U'+';
  const char32_t last = line[space - 1];
  return is_word_character(first) && (last == U')' || (last == U'.' && is_digit(first)));
}

bool begins_anew(const std::u32string& line) {
  for (const char32_t c : line) {
    if (is_word_character(c)) return is_digit(c) || lower_case(c) != c;
  }
  return false;
}

bool is_left_open(const std::u32string& line) {
  const char32_t last = line.back();
  return last == U',' || last == U'-' || last == U'،' || last == U'、' || last == U'，';
}

bool ends_before(const std::u32string& line, const std::u32string& next) {
  return is_list_item(next) || (line.size() < kShortLine && !is_left_open(line) && begins_anew(next));
}

}  // namespace

std::vector<std::vector<std::u32string>> split_paragraphs(std::string_view text) {
  std::vector<std::vector<std::u32string>> paragraphs;
  bool is_new = true;
  std::u32string previous;
  for (std::u32string& line : lines_of(code_points(text))) {
    if (line.empty()) {
      is_new = true;
      continue;
    }
    if (is_new) {
      paragraphs.push_back({line});
    } else if (ends_before(previous, line)) {
      paragraphs.back().push_back(line);
    } else {
      paragraphs.back().back() += U' ' + line;
    }
    is_new = false;
    previous = std::move(line);
  }
  return paragraphs;
}

}  // namespace timbre::text
