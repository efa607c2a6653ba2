#include <algorithm>
#include <array>

#include "text/code_points.h"
#include "text/spoken_numbers.h"
#include "text/spoken_rules.h"

namespace timbre::text {
namespace {

struct Sign {
  std::string_view sign;
  std::string_view alone;   ///< with spaces around it
  std::string_view within;  ///< among letters and digits; empty: a space
};

/// The longest of those that begin alike stands first.
constexpr std::array kSigns = {
    Sign{"&", "and", "and"},
    Sign{"+", "plus", "plus"},
    Sign{"=", "equals", "equals"},
    Sign{"@", "at", "at"},
    Sign{"#", "number", "hash"},
    Sign{"%", "percent", "percent"},
    Sign{"‰", "per mille", "per mille"},
    Sign{"°", "degrees", "degrees"},
    Sign{"×", "times", "times"},
    Sign{"÷", "divided by", "divided by"},
    Sign{"<=", "is at most", "is at most"},
    Sign{">=", "is at least", "is at least"},
    Sign{"->", "to", "to"},
    Sign{"=>", "to", "to"},
    Sign{"→", "to", "to"},
    Sign{"←", "from", "from"},
    Sign{"<", "is less than", "is less than"},
    Sign{">", "is greater than", "is greater than"},
    Sign{"≤", "is at most", "is at most"},
    Sign{"≥", "is at least", "is at least"},
    Sign{"≠", "is not equal to", "is not equal to"},
    Sign{"≈", "is about", "is about"},
    Sign{"±", "plus or minus", "plus or minus"},
    Sign{"√", "the square root of", "the square root of"},
    Sign{"∞", "infinity", "infinity"},
    Sign{"π", "pi", "pi"},
    Sign{"µ", "micro", "micro"},
    Sign{"Ω", "ohms", "ohms"},
    Sign{"§", "section", "section"},
    Sign{"¶", "paragraph", "paragraph"},
    Sign{"№", "number", "number"},
    Sign{"©", "copyright", "copyright"},
    Sign{"®", "registered", "registered"},
    Sign{"™", "trademark", "trademark"},
    Sign{"~", "about", "about"},
    Sign{"^", "caret", "to the power of"},
    Sign{"\\", "backslash", "backslash"},
    Sign{"|", "or", ""},
    Sign{"/", "slash", ""},
    Sign{"_", "underscore", ""},
    Sign{"$", "dollars", "dollars"},
    Sign{"€", "euros", "euros"},
    Sign{"£", "pounds", "pounds"},
    Sign{"¥", "yen", "yen"},
    Sign{"¢", "cents", "cents"},
    Sign{"*", "times", "times"},
    Sign{"²", "squared", "squared"},
    Sign{"³", "cubed", "cubed"},
    Sign{"¹", "one", "one"},
    Sign{"½", "one half", "and a half"},
    Sign{"¼", "one quarter", "and a quarter"},
    Sign{"¾", "three quarters", "and three quarters"},
    Sign{"−", "minus", "minus"},
    Sign{"`", "", ""},
};

const Sign* sign_at_start(std::string_view text) {
  const Sign* best = nullptr;
  for (const Sign& sign : kSigns) {
    if (text.starts_with(sign.sign) && (best == nullptr || sign.sign.size() > best->sign.size())) best = &sign;
  }
  return best;
}

bool is_between_numbers(const SpokenContext& context, std::size_t i) {
  return is_number(context.previous(i)) && is_number(context.following(i));
}

/// Takes a word apart from left to right.
class Mixture {
 public:
  Mixture(std::string_view word, bool is_shouting) : word_(word), is_shouting_(is_shouting) {
    const auto is_any = [word](auto test) { return std::any_of(word.begin(), word.end(), test); };
    has_digits_ = is_any(is_ascii_digit);
    is_equation_ = has_digits_ && is_any([](char c) { return c == '=' || c == '+'; });
  }

  std::string say() {
    while (at_ < word_.size()) {
      if (say_digits() || say_capitals() || say_joint() || say_sign()) continue;
      if (is_ascii_letter(word_[at_]) && at_ > 0 && is_ascii_digit(word_[at_ - 1])) gap();
      words_.push_back(word_[at_++]);
    }
    while (words_.ends_with(' ')) words_.pop_back();
    return words_;
  }

 private:
  [[nodiscard]] char before() const { return at_ > 0 ? word_[at_ - 1] : '\0'; }
  [[nodiscard]] char after(std::size_t bytes = 1) const {
    return at_ + bytes < word_.size() ? word_[at_ + bytes] : '\0';
  }
  void gap() {
    if (!words_.empty() && words_.back() != ' ') words_.push_back(' ');
  }
  void put(std::string_view words) {
    gap();
    words_ += words;
  }

  bool say_digits() {
    if (!is_ascii_digit(word_[at_])) return false;
    std::size_t end = at_;
    while (end < word_.size() && (is_ascii_digit(word_[end]) || word_[end] == 's' || word_[end] == '\'')) ++end;
    const std::string decade = end == word_.size() ? decade_words(word_.substr(at_, end - at_)) : std::string();
    if (words_.ends_with('-') && words_.size() > 1) words_.pop_back();
    if (!decade.empty()) {
      put(decade);
      at_ = end;
      return true;
    }
    const std::size_t length = number_length(word_.substr(at_));
    put(spoken_decimal(word_.substr(at_, length)));
    at_ += length;
    if (word_.substr(at_) == "x" || word_.substr(at_) == "X") {  // "10x faster"
      put("times");
      ++at_;
    }
    return true;
  }

  /// "2.0.1" and "v1.2": a point before a digit is said.
  bool say_joint() {
    const bool is_before_digit = is_ascii_digit(after());
    if (word_[at_] == '.' && is_before_digit && is_ascii_digit(before())) {
      put("point");
    } else if (word_[at_] == '-' && is_before_digit && is_equation_) {
      put("minus");
    } else if ((word_[at_] == '-' || word_[at_] == '/' || word_[at_] == ':' || word_[at_] == ',') && is_before_digit) {
      gap();
    } else if ((word_[at_] == 'x' || word_[at_] == 'X') && is_before_digit && is_ascii_digit(before())) {
      put("by");  // "2x4"
    } else {
      return false;
    }
    ++at_;
    return true;
  }

  /// Two capitals and more in a row, or one beside a digit or sign; a small "s" behind them is a plural.
  bool say_capitals() {
    if (!is_ascii_capital(word_[at_]) || is_ascii_letter(before())) return false;
    std::size_t end = at_;
    while (end < word_.size() && is_ascii_capital(word_[end])) ++end;
    const bool is_plural = end - at_ > 1 && end < word_.size() && word_[end] == 's' &&
                           (end + 1 == word_.size() || !is_ascii_letter(word_[end + 1]));
    if (end < word_.size() && !is_plural && static_cast<unsigned char>(word_[end]) >= 'a')
      return false;  // "McDonald", "É"
    const bool is_alone = at_ == 0 && end == word_.size();
    const bool has_company = (at_ > 0 && before() != '-' && before() != '\'') ||
                             (end < word_.size() && word_[end] != '-' && word_[end] != '\'' && !is_plural);
    const std::string capitals =
        capitals_words(word_.substr(at_, end - at_), is_shouting_ && !has_digits_, is_alone || !has_company);
    if (is_ascii_digit(before())) gap();
    words_ += capitals;
    if (is_plural) words_ += capitals.find(' ') == std::string::npos ? "s" : "'s";
    at_ = end + (is_plural ? 1 : 0);
    return true;
  }

  bool say_sign() {
    const std::string_view rest = word_.substr(at_);
    const Sign* sign = sign_at_start(rest);
    if (sign == nullptr) return false;
    const bool is_note = sign->sign == "#" && at_ == 1 && word_.front() >= 'A' && word_.front() <= 'G';
    put(is_note ? "sharp" : sign->within);
    at_ += sign->sign.size();
    gap();
    return true;
  }

  std::string_view word_;
  bool is_shouting_;
  bool has_digits_ = false;
  bool is_equation_ = false;
  std::size_t at_ = 0;
  std::string words_;
};

}  // namespace

std::string say_symbol(const SpokenContext& context, std::size_t i, std::string&) {
  const std::string_view word = context.text(i);
  if (word.empty() && context.core(i).before == "*" && is_between_numbers(context, i)) return "times";
  if (word == "–" || word == "-") {
    if (!is_between_numbers(context, i)) return {};
    return context.text(i + 2) == "=" ? "minus" : "to";
  }
  if (word.size() > 1 && word.front() == '#' && all_digits(word.substr(1)))
    return "number " + spoken_decimal(word.substr(1));
  if (word == "x" && is_between_numbers(context, i)) return "by";
  if (word == "~" || word == "|" || word == "•" || word == "·") return {};
  const Sign* sign = sign_at_start(word);
  if (sign == nullptr || sign->sign != word) return {};
  return std::string(sign->alone);
}

std::string say_mixture(std::string_view word, bool is_shouting) { return Mixture(word, is_shouting).say(); }

}  // namespace timbre::text
