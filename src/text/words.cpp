#include "text/words.h"

#include <algorithm>

#include "base/utf8.h"
#include "text/code_points.h"

namespace timbre::text {
namespace {

constexpr char32_t kNothing = 0;

char32_t at(const std::u32string& text, std::size_t i) { return i < text.size() ? text[i] : kNothing; }

bool is_hyphen(char32_t c) { return c == U'-' || c == U'\u2010' || c == U'\u2011'; }

/// Whether the character at `i` parts words although it is no space.
bool parts_words(const std::u32string& text, std::size_t i, Hyphens hyphens) {
  const char32_t c = text[i];
  if (c == U'—' || c == U'–' || c == U'…' || c == U'/') return true;
  if (!is_hyphen(c)) return c == U'.' && at(text, i + 1) == U'.';
  const bool is_double = is_hyphen(at(text, i + 1)) || (i > 0 && is_hyphen(text[i - 1]));
  return is_double || hyphens == Hyphens::Split;
}

/// Elisions that begin with an apostrophe which is no opening quote.
bool is_elision(std::u32string_view rest) {
  std::string head;
  for (const char32_t c : rest.substr(0, 6)) {
    if (!is_word_character(c)) break;
    append_utf8(lower_case(c), head);
  }
  return head == "em" || head == "tis" || head == "twas" || head == "til" || head == "cause" || head == "bout";
}

std::string utf8(std::u32string_view points) {
  std::string bytes;
  for (const char32_t c : points) append_utf8(c, bytes);
  return bytes;
}

/// One stretch without spaces; `offset` is its place in bytes.
void append_piece(std::u32string_view piece, std::size_t offset, std::vector<Word>& words) {
  const auto first = std::find_if(piece.begin(), piece.end(), is_word_character);
  if (first == piece.end()) {
    if (!words.empty()) words.back().after += utf8(piece);
    return;
  }
  auto last = std::find_if(piece.rbegin(), piece.rend(), is_word_character).base();
  auto begin = first;
  if (begin != piece.begin() && is_apostrophe(*(begin - 1)) && is_elision({begin, piece.end()})) --begin;
  Word word;
  word.before = utf8({piece.begin(), begin});
  word.text = utf8({begin, last});
  word.after = utf8({last, piece.end()});
  word.offset = offset + word.before.size();
  words.push_back(std::move(word));
}

}  // namespace

std::vector<Word> split_words(std::string_view bytes, Hyphens hyphens) {
  const std::u32string text = code_points(bytes);
  std::vector<Word> words;
  std::size_t start = 0;
  std::size_t start_bytes = 0;
  std::size_t here_bytes = 0;
  const auto take = [&](std::size_t end) {
    if (end > start) append_piece(std::u32string_view(text).substr(start, end - start), start_bytes, words);
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string one;
    append_utf8(text[i], one);
    here_bytes += one.size();
    const bool is_gap = is_space(text[i]);
    if (!is_gap && !parts_words(text, i, hyphens)) continue;
    take(is_gap ? i : i + 1);  // a dash stays with the word before it
    start = i + 1;
    start_bytes = here_bytes;
  }
  take(text.size());
  return words;
}

std::string normal_form(std::string_view word) {
  const std::u32string text = code_points(word);
  std::string normal;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t c = text[i];
    const char32_t before = i > 0 ? text[i - 1] : kNothing;
    const char32_t after = at(text, i + 1);
    const bool is_within = is_word_character(before) && before != kNothing && is_word_character(after);
    if (is_word_character(c)) append_utf8(lower_case(c), normal);
    if (is_apostrophe(c) && (is_within || is_elision(std::u32string_view(text).substr(i + 1)))) normal.push_back('\'');
    if (is_hyphen(c) && is_within) normal.push_back('-');
    const bool is_in_number = is_digit(before) && is_digit(after);
    if (is_in_number && (c == U'.' || c == U':')) append_utf8(c, normal);
  }
  return normal;
}

}  // namespace timbre::text
