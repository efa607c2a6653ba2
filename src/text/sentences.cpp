#include "text/sentences.h"

#include <algorithm>
#include <array>
#include <utility>

#include "text/abbreviations.h"
#include "text/code_points.h"
#include "text/detect_language.h"
#include "text/function_words.h"
#include "text/paragraphs.h"

namespace timbre::text {
namespace {

constexpr std::u32string_view kStops = U".!?…‽⁇⁈⁉";
constexpr std::u32string_view kWideStops = U"。！？｡．؟۔।॥։።";  // no space follows them, or they are nothing else
constexpr std::u32string_view kClosers = U")]}\"'”’»›«‹“」』）】〉》｣";
constexpr std::u32string_view kQuotes = U"\"'”’»›«‹“」』";
constexpr std::u32string_view kQuotative = U"とっはがのをにもでという、，";  // 「…。」と言った
constexpr std::size_t kLongestOrdinal = 2;                                   // digits

bool is_one_of(char32_t c, std::u32string_view set) { return set.find(c) != std::u32string_view::npos; }
bool is_upper(char32_t c) { return lower_case(c) != c; }
bool is_lower(char32_t c) { return upper_case(c) != c; }
bool is_wide(char32_t c) {
  return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0x20000 && c <= 0x3FFFF);
}

std::string utf8(std::u32string_view points) {
  std::string out;
  for (const char32_t c : points) append_utf8(c, out);
  return out;
}

/// One line of a text. Positions are those of code points.
class Line {
 public:
  Line(const std::u32string& points, std::string_view language, bool has_capitals)
      : points_(points), language_(language), has_capitals_(has_capitals) {}

  /// Where each sentence ends, one past its last character; the last is the line's end.
  std::vector<std::size_t> ends() {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < points_.size();) {
      if (!is_one_of(points_[i], kStops) && !is_one_of(points_[i], kWideStops)) {
        ++i;
        continue;
      }
      const std::size_t stop = i;
      while (i < points_.size() && (is_one_of(points_[i], kStops) || is_one_of(points_[i], kWideStops))) ++i;
      const std::size_t after = past_closers(i);
      if (after < points_.size() && is_end(stop, i, after)) {
        found.push_back(after);
        begin_ = after;
      }
      i = after;
    }
    found.push_back(points_.size());
    return found;
  }

 private:
  [[nodiscard]] char32_t at(std::size_t i) const { return i < points_.size() ? points_[i] : U'\0'; }

  /// Past quotes, brackets and notes like [3] that close what the stop ended.
  [[nodiscard]] std::size_t past_closers(std::size_t i) const {
    while (true) {
      if (i < points_.size() && is_one_of(points_[i], kClosers)) {
        ++i;
      } else if (at(i) == U'[' && is_digit(at(i + 1))) {
        const std::size_t close = points_.find(U']', i);
        if (close == std::u32string::npos || close > i + 4) return i;
        i = close + 1;
      } else if (at(i) == U' ' && at(i + 1) == U'»' && has_open_guillemet(i)) {
        i += 2;
      } else {
        return i;
      }
    }
  }

  [[nodiscard]] bool has_open_guillemet(std::size_t before) const {
    const auto first = points_.begin() + static_cast<std::ptrdiff_t>(begin_);
    const auto last = points_.begin() + static_cast<std::ptrdiff_t>(before);
    return std::count(first, last, U'«') > std::count(first, last, U'»');
  }

  /// Whether the stops [stop, after_stops), with what closes up to `after`, end a sentence.
  [[nodiscard]] bool is_end(std::size_t stop, std::size_t after_stops, std::size_t after) const {
    const bool has_quote = std::any_of(points_.begin() + static_cast<std::ptrdiff_t>(after_stops),
                                       points_.begin() + static_cast<std::ptrdiff_t>(after),
                                       [](char32_t c) { return is_one_of(c, kQuotes); });
    const char32_t last_stop = points_[after_stops - 1];
    const char32_t next = at(after);
    if (is_one_of(last_stop, kWideStops)) return !(has_quote && is_one_of(next, kQuotative));
    if (next != U' ') return is_wide(next) && last_stop != U'…' && (last_stop != U'.' || is_wide(at(stop - 1)));
    const std::size_t follower = next_word(after);
    if (follower >= points_.size()) return false;
    if (is_one_of(at(after + 1), kStops)) return false;  // ". . ."
    const char32_t first = points_[follower];
    if (is_lower(first) && (has_capitals_ || has_quote)) return false;
    const bool is_full_stop = last_stop == U'.' && after_stops == stop + 1;
    return !is_full_stop || ends_by_full_stop(stop, follower, after > after_stops);
  }

  /// The first letter or digit from i on.
  [[nodiscard]] std::size_t next_word(std::size_t i) const {
    while (i < points_.size() && !is_word_character(points_[i])) ++i;
    return i;
  }

  [[nodiscard]] bool ends_by_full_stop(std::size_t stop, std::size_t follower, bool is_closed) const {
    const std::size_t begin = token_begin(stop);
    const std::u32string token = points_.substr(begin, stop - begin);
    if (token.empty() || is_closed) return true;
    if (std::all_of(token.begin(), token.end(), is_digit)) return ends_after_number(begin, token.size(), follower);
    const bool is_first = next_word(begin_) == begin;
    if (token.size() == 1) return !is_first && !is_wide(token[0]) ? is_sentence_start(follower) : is_wide(token[0]);
    const AbbreviationStop kind = abbreviation_stop(utf8(token), language_);
    switch (kind) {
      case AbbreviationStop::NeverEnds:
        return false;
      case AbbreviationStop::BeforeNumber:
        return !is_digit(points_[follower]);
      case AbbreviationStop::MayEnd:
        return is_sentence_start(follower);
      case AbbreviationStop::OftenEnds:
        return is_upper(points_[follower]) || !has_capitals_;
      case AbbreviationStop::Unknown:
        break;
    }
    return is_dotted(token) ? is_sentence_start(follower) : true;
  }

  /// Ordinals, and the numbers of a list's items.
  [[nodiscard]] bool ends_after_number(std::size_t begin, std::size_t digits, std::size_t follower) const {
    if (next_word(begin_) == begin) return false;
    const bool has_ordinals = language_ == "de" || language_ == "da" || language_ == "pl" || language_.empty();
    if (!has_ordinals || digits > kLongestOrdinal) return true;
    return is_sentence_start(follower);
  }

  /// Letters, digits, dots, hyphens and apostrophes right before the stop.
  [[nodiscard]] std::size_t token_begin(std::size_t stop) const {
    std::size_t i = stop;
    while (i > begin_ && (is_word_character(points_[i - 1]) || points_[i - 1] == U'.' || points_[i - 1] == U'-' ||
                          is_apostrophe(points_[i - 1]))) {
      --i;
    }
    while (i < stop && !is_word_character(points_[i])) ++i;
    if (i == stop) return stop;
    const std::size_t elision = points_.find_last_of(U"'’", stop - 1);  // "l'art. 5", "L'Avv. Neri"
    return elision != std::u32string::npos && elision >= i ? elision + 1 : i;
  }

  /// "U.S", "a.m", "N.Y": letters, one or two between the dots.
  static bool is_dotted(const std::u32string& token) {
    std::size_t run = 0;
    bool has_dot = false;
    for (const char32_t c : token) {
      if (c == U'.') {
        has_dot = true;
        run = 0;
      } else if (is_digit(c) || ++run > 2) {
        return false;
      }
    }
    return has_dot;
  }

  /// A capital that begins a short word which no name begins with: "The", "Er". "A." is an initial.
  [[nodiscard]] bool is_sentence_start(std::size_t first) const {
    std::size_t end = first;
    std::string lower;
    while (end < points_.size() && (is_word_character(points_[end]) || is_apostrophe(points_[end]))) {
      append_utf8(is_apostrophe(points_[end]) ? U'\'' : lower_case(points_[end]), lower);
      ++end;
    }
    if (end == first + 1 && at(end) == U'.') return false;
    if (has_capitals_ && !is_upper(points_[first])) return false;
    return is_function_word(lower, language_) || is_function_word(lower.substr(0, lower.find('\'')), language_);
  }

  const std::u32string& points_;
  std::string_view language_;
  bool has_capitals_;      // without any, small letters begin sentences too
  std::size_t begin_ = 0;  // of the sentence that is being read
};

}  // namespace

std::vector<Sentence> split_sentences(std::string_view text, std::string_view language) {
  const std::string known = language.empty() ? detect_language(text) : std::string(language);
  const auto paragraphs = split_paragraphs(text);
  bool has_capitals = false;
  for (const auto& lines : paragraphs) {
    for (const auto& line : lines) has_capitals = has_capitals || std::any_of(line.begin(), line.end(), is_upper);
  }
  std::vector<Sentence> sentences;
  for (std::size_t p = 0; p < paragraphs.size(); ++p) {
    for (const std::u32string& line : paragraphs[p]) {
      std::size_t begin = 0;
      for (const std::size_t end : Line(line, known, has_capitals).ends()) {
        while (begin < end && line[begin] == U' ') ++begin;
        if (begin < end) sentences.push_back({utf8(std::u32string_view(line).substr(begin, end - begin)), p});
        begin = end;
      }
    }
  }
  return sentences;
}

}  // namespace timbre::text
