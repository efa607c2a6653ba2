#include "phones/spoken_text.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/utf8.h"
#include "phones/german_text.h"
#include "text/code_points.h"
#include "text/spoken_form.h"

namespace timbre::phones {
namespace {

/// The mark a character is; kPadding for one that is not heard.
PhoneId mark_of(char32_t c) {
  struct Marks {
    PhoneId mark;
    std::u32string_view characters;
  };
  constexpr std::array kMarks = {Marks{kComma, U",()[]{}،、，（）"},
                                 Marks{kColon, U":;；：؛"},
                                 Marks{kDash, U"–—―"},
                                 Marks{kEllipsis, U"…"},
                                 Marks{kStop, U".。।։"},
                                 Marks{kQuestion, U"?？؟"},
                                 Marks{kExclamation, U"!！"}};
  for (const Marks& marks : kMarks) {
    if (marks.characters.find(c) != std::u32string_view::npos) return marks.mark;
  }
  return kPadding;
}

/// A question stays one whatever stands beside its mark.
PhoneId stronger(PhoneId a, PhoneId b) {
  constexpr std::array<PhoneId, 8> kWeakFirst = {kPadding,  kComma, kDash,        kColon,
                                                 kEllipsis, kStop,  kExclamation, kQuestion};
  const auto rank = [&](PhoneId mark) { return std::find(kWeakFirst.begin(), kWeakFirst.end(), mark); };
  return rank(a) < rank(b) ? b : a;
}

/// What espeak-ng reads within numbers and by itself, in the languages whose numbers are left to it.
bool is_number_sign(char32_t c) {
  return std::u32string_view(U"%‰€$£¥&@+=°§#½¼¾²³").find(c) != std::u32string_view::npos;
}

/// A sign between two digits that belongs to the number: "3,5", "12:30".
bool joins_digits(const std::u32string& points, std::size_t i) {
  const bool is_between =
      i > 0 && i + 1 < points.size() && text::is_digit(points[i - 1]) && text::is_digit(points[i + 1]);
  return is_between && std::u32string_view(U".,:").find(points[i]) != std::u32string_view::npos;
}

/// Takes tokens one after another and makes words of them.
class WordMaker {
 public:
  explicit WordMaker(bool keeps_numbers) : keeps_numbers_(keeps_numbers) {}

  void add(const text::SpokenToken& token) {
    begin_ = token.offset;
    end_ = token.offset + token.written.size();
    is_said_otherwise_ = token.written.size() > 1 && token.spoken != token.written;
    has_half_of_day_ = token.spoken.starts_with("a m") || token.spoken.find(" a m") != std::string::npos;
    const std::u32string points = text::code_points(token.spoken);
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (belongs_to_word(points, i)) {
        text::append_utf8(points[i], word_);
        continue;
      }
      const bool is_letter = word_ == "A" && points[i] == U'-';  // "A-frame"
      finish_word();
      if (is_letter) words_.back().is_letter = true;
      put_mark(points, i);
    }
    finish_word();
  }

  void end_paragraph() {
    if (!words_.empty()) words_.back().ends_paragraph = true;
  }

  std::vector<SpokenWord> finish() && {
    end_paragraph();
    return std::move(words_);
  }

 private:
  [[nodiscard]] bool belongs_to_word(const std::u32string& points, std::size_t i) const {
    const char32_t c = points[i];
    if (text::is_word_character(c)) return true;
    const bool is_inside = !word_.empty() && i + 1 < points.size() && text::is_word_character(points[i + 1]);
    if (text::is_apostrophe(c)) return is_inside;
    if (!keeps_numbers_) return false;
    const bool is_minus =
        (c == U'-' || c == U'−') && word_.empty() && i + 1 < points.size() && text::is_digit(points[i + 1]);
    return is_number_sign(c) || joins_digits(points, i) || is_minus;
  }

  void put_mark(const std::u32string& points, std::size_t i) {
    if (words_.empty()) return;
    PhoneId mark = mark_of(points[i]);
    const bool is_beside_point = (i > 0 && points[i - 1] == U'.') || (i + 1 < points.size() && points[i + 1] == U'.');
    if (points[i] == U'.' && is_beside_point) mark = kEllipsis;
    if (points[i] == U'-' && (points.size() == 1 || (i > 0 && points[i - 1] == U'-'))) mark = kDash;
    words_.back().mark = stronger(words_.back().mark, mark);
  }

  void finish_word() {
    while (!word_.empty()) {
      std::size_t bytes = std::min(word_.size(), kLongestWordBytes);
      while (bytes < word_.size() && bytes > 1 && (static_cast<unsigned char>(word_[bytes]) & 0xC0U) == 0x80U) --bytes;
      SpokenWord word;
      word.text = word_.substr(0, bytes);
      word.begin = begin_;
      word.end = end_;
      word.is_letter = is_letter_name(word.text);
      words_.push_back(std::move(word));
      word_.erase(0, bytes);
    }
  }

  /// An article is written by itself, or in small letters among others; a letter is a capital, or the "a" of "a m".
  [[nodiscard]] bool is_letter_name(std::string_view word) const {
    const bool is_capital = word.size() == 1 && word[0] >= 'A' && word[0] <= 'Z';
    return (is_capital && is_said_otherwise_) || (word == "a" && has_half_of_day_);
  }

  bool keeps_numbers_;
  std::string word_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool is_said_otherwise_ = false;  ///< the token, and not by its one letter
  bool has_half_of_day_ = false;
  std::vector<SpokenWord> words_;
};

/// Between two tokens, or after the last.
bool has_empty_line(std::string_view gap) { return std::count(gap.begin(), gap.end(), '\n') > 1; }

std::vector<text::SpokenToken> tokens_of(std::string_view text, std::string_view language) {
  if (is_language(language, "de")) return german_tokens(text);
  return text::spoken_tokens(text, language);
}

const char* mark_text(PhoneId mark) {
  switch (mark) {
    case kComma:
      return ",";
    case kColon:
      return ":";
    case kDash:
      return " –";
    case kEllipsis:
      return "…";
    case kStop:
      return ".";
    case kQuestion:
      return "?";
    case kExclamation:
      return "!";
    default:
      return "";
  }
}

}  // namespace

bool is_language(std::string_view language, std::string_view iso_639_1) {
  return language.starts_with(iso_639_1) && (language.size() == iso_639_1.size() || language[iso_639_1.size()] == '-');
}

std::vector<SpokenWord> spoken_words(std::string_view text, std::string_view language) {
  const std::string valid = valid_utf8(text);
  WordMaker maker(!is_language(language, "en"));
  std::size_t end = 0;
  for (const text::SpokenToken& token : tokens_of(valid, language)) {
    if (has_empty_line(std::string_view(valid).substr(end, token.offset - end))) maker.end_paragraph();
    end = token.offset + token.written.size();
    maker.add(token);
  }
  return std::move(maker).finish();
}

std::string spoken_text(std::string_view text, std::string_view language) {
  std::string out;
  const char* gap = "";
  for (const SpokenWord& word : spoken_words(text, language)) {
    out.append(gap).append(word.text).append(mark_text(word.mark));
    gap = word.ends_paragraph ? "\n\n" : " ";
  }
  return out;
}

}  // namespace timbre::phones
