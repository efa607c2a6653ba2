#include "score/advice_numbers.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdlib>

#include "score/number_text.h"

namespace timbre::score {
namespace {

struct UnitWord {
  std::string_view word;  ///< in lower case, longer ones before those they begin with
  UnitFamily family;
  double factor;  ///< to the family's unit
};

constexpr std::array kUnits{
    UnitWord{"dbfs", UnitFamily::Decibel, 1},
    UnitWord{"dbtp", UnitFamily::Decibel, 1},
    UnitWord{"db", UnitFamily::Decibel, 1},
    UnitWord{"decibels", UnitFamily::Decibel, 1},
    UnitWord{"decibel", UnitFamily::Decibel, 1},
    UnitWord{"lufs", UnitFamily::Decibel, 1},
    UnitWord{"lu", UnitFamily::Decibel, 1},
    UnitWord{"%", UnitFamily::Percent, 1},
    UnitWord{"percent", UnitFamily::Percent, 1},
    UnitWord{"khz", UnitFamily::Hertz, 1000},
    UnitWord{"kilohertz", UnitFamily::Hertz, 1000},
    UnitWord{"hz", UnitFamily::Hertz, 1},
    UnitWord{"hertz", UnitFamily::Hertz, 1},
    UnitWord{"words per minute", UnitFamily::PerMinute, 1},
    UnitWord{"words a minute", UnitFamily::PerMinute, 1},
    UnitWord{"pauses per minute", UnitFamily::PerMinute, 1},
    UnitWord{"pauses a minute", UnitFamily::PerMinute, 1},
    UnitWord{"per minute", UnitFamily::PerMinute, 1},
    UnitWord{"a minute", UnitFamily::PerMinute, 1},
    UnitWord{"wpm", UnitFamily::PerMinute, 1},
    UnitWord{"/min", UnitFamily::PerMinute, 1},
    UnitWord{"syllables per second", UnitFamily::PerSecond, 1},
    UnitWord{"syllables a second", UnitFamily::PerSecond, 1},
    UnitWord{"per second", UnitFamily::PerSecond, 1},
    UnitWord{"/s", UnitFamily::PerSecond, 1},
    UnitWord{"milliseconds", UnitFamily::Second, 0.001},
    UnitWord{"ms", UnitFamily::Second, 0.001},
    UnitWord{"seconds", UnitFamily::Second, 1},
    UnitWord{"second", UnitFamily::Second, 1},
    UnitWord{"sec", UnitFamily::Second, 1},
    UnitWord{"s", UnitFamily::Second, 1},
    UnitWord{"minutes", UnitFamily::Second, 60},
    UnitWord{"minute", UnitFamily::Second, 60},
    UnitWord{"semitones", UnitFamily::Semitone, 1},
    UnitWord{"semitone", UnitFamily::Semitone, 1},
    UnitWord{"st", UnitFamily::Semitone, 1},
    UnitWord{"bits", UnitFamily::Bit, 1},
    UnitWord{"bit", UnitFamily::Bit, 1},
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

/// In lower case, with every dash, minus and hard space as its ASCII sibling: positions need not stay.
std::string simplified(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view three = text.substr(i, 3);
    if (three == "−" || three == "–" || three == "—" || three == "‑") {
      result += '-';
      i += 2;
    } else if (text.substr(i, 2) == "\xC2\xA0") {
      result += ' ';
      i += 1;
    } else if (three == "\xE2\x80\xAF") {  // narrow no-break space
      result += ' ';
      i += 2;
    } else {
      result += static_cast<char>(std::tolower(static_cast<unsigned char>(text[i])));
    }
  }
  return result;
}

/// A scanner over one simplified sentence.
class Numbers {
 public:
  explicit Numbers(std::string text) : text_(std::move(text)) {}

  std::vector<QuotedNumber> all() {
    std::vector<QuotedNumber> found;
    std::vector<bool> is_joined;  // to the next one, as in "12 to 35 s"
    for (std::size_t at = 0; at < text_.size();) {
      if (!is_digit(text_[at]) || (at > 0 && is_letter(text_[at - 1]))) {
        ++at;
        continue;
      }
      found.push_back(read(at));
      is_joined.push_back(is_range_at(at));
    }
    for (std::size_t i = found.size(); i-- > 1;) {
      if (is_joined[i - 1] && found[i - 1].family == UnitFamily::None) share_unit(found[i], found[i - 1]);
    }
    return found;
  }

 private:
  /// The number whose first digit is at `at`, which goes behind it and its unit.
  QuotedNumber read(std::size_t& at) const {
    const std::size_t first = sign_before(at);
    QuotedNumber number;
    read_digits(at, number);
    if (text_[first] == '-') number.value = -number.value;
    number.is_claim = is_claimed(first);
    read_unit(at, number);
    number.text = text_.substr(first, at - first);
    return number;
  }

  void read_digits(std::size_t& at, QuotedNumber& number) const {
    std::string digits;
    int decimals = 0;
    bool has_point = false;
    for (; at < text_.size(); ++at) {
      const char c = text_[at];
      if (is_digit(c)) {
        digits += c;
        decimals += has_point ? 1 : 0;
      } else if ((c == '.' || c == ',') && !has_point && at + 1 < text_.size() && is_digit(text_[at + 1])) {
        if (c == ',' && groups_thousands(at)) continue;
        digits += '.';
        has_point = true;
      } else {
        break;
      }
    }
    number.value = std::strtod(digits.c_str(), nullptr);
    number.slack = 0.5 * std::pow(10.0, -decimals) + 1e-9;
  }

  /// "16,000" and not "41,8".
  [[nodiscard]] bool groups_thousands(std::size_t comma) const {
    std::size_t count = 0;
    while (comma + 1 + count < text_.size() && is_digit(text_[comma + 1 + count])) ++count;
    return count == 3;
  }

  /// Where the number begins, with its sign. A dash behind a number or a word ("12-35 s") is none.
  [[nodiscard]] std::size_t sign_before(std::size_t at) const {
    if (at == 0 || (text_[at - 1] != '-' && text_[at - 1] != '+')) return at;
    const bool is_behind = at >= 2 && (is_digit(text_[at - 2]) || is_letter(text_[at - 2]) || text_[at - 2] == '%');
    return is_behind ? at : at - 1;
  }

  void read_unit(std::size_t& at, QuotedNumber& number) const {
    std::size_t unit = at;
    if (unit < text_.size() && (text_[unit] == ' ' || text_[unit] == '-')) ++unit;
    for (const UnitWord& word : kUnits) {
      if (text_.compare(unit, word.word.size(), word.word) != 0) continue;
      const std::size_t end = unit + word.word.size();
      if (is_letter(word.word.back()) && end < text_.size() && is_letter(text_[end])) continue;
      number.family = word.family;
      scale(number, word.factor);
      at = end;
      return;
    }
  }

  static void scale(QuotedNumber& number, double factor) {
    number.value *= factor;
    number.slack *= factor;
    number.factor = factor;
  }

  static void share_unit(const QuotedNumber& from, QuotedNumber& to) {
    to.family = from.family;
    scale(to, from.factor);
  }

  [[nodiscard]] bool is_range_at(std::size_t at) const {
    for (const std::string_view joint : {" to ", " and ", " or ", " - ", "-"}) {
      if (text_.compare(at, joint.size(), joint) != 0) continue;
      std::size_t next = at + joint.size();
      if (next < text_.size() && (text_[next] == '-' || text_[next] == '+')) ++next;
      return next < text_.size() && is_digit(text_[next]);
    }
    return false;
  }

  /// Whether the words before say that it is so, and none of them that it should be.
  [[nodiscard]] bool is_claimed(std::size_t at) const {
    constexpr std::array<std::string_view, 14> kClaims{"is",      "was",      "are",   "were",  "sits",
                                                       "reads",   "measured", "shows", "has",   "measures",
                                                       "reached", "have",     "of",    "stands"};
    constexpr std::array<std::string_view, 12> kDegrees{"about",   "only",      "just",   "already",
                                                        "now",     "currently", "around", "a",
                                                        "roughly", "at",        "nearly", "approximately"};
    constexpr std::array<std::string_view, 15> kGoals{"aim",    "target",  "goal",  "least", "most",
                                                      "should", "ideal",   "best",  "want",  "need",
                                                      "needs",  "towards", "until", "reach", "try"};
    constexpr int kWordsBack = 7;
    bool is_near = true;
    bool is_claim = false;
    for (int words = 0; words < kWordsBack; ++words) {
      const std::string word = word_before(at);
      const auto is_in = [&word](const auto& list) { return std::find(list.begin(), list.end(), word) != list.end(); };
      if (is_in(kGoals)) return false;
      is_claim = is_claim || (is_near && is_in(kClaims));
      is_near = is_near && is_in(kDegrees);
    }
    return is_claim;
  }

  /// The word that ends before `at`, which goes to its beginning; empty at another sign than a space or bracket.
  std::string word_before(std::size_t& at) const {
    while (at > 0 && (text_[at - 1] == ' ' || text_[at - 1] == '(' || text_[at - 1] == ':')) --at;
    const std::size_t end = at;
    while (at > 0 && is_letter(text_[at - 1])) --at;
    return text_.substr(at, end - at);
  }

  std::string text_;
};

bool agrees(double measured, const QuotedNumber& number) { return std::abs(measured - number.value) <= number.slack; }

bool is_in_good_zone(const MeasureFact& fact, double value, double slack) {
  return (fact.good_from || fact.good_to) && (!fact.good_from || value >= *fact.good_from - slack) &&
         (!fact.good_to || value <= *fact.good_to + slack);
}

UnitFamily family_of(const MeasureFact& fact) { return unit_family(measure::measure_info(fact.id).unit); }

/// "Turn up by 12 dB": a change that ends in the Good zone.
bool is_change_into_good(const MeasureFact& fact, const QuotedNumber& number) {
  const double amount = std::abs(number.value);
  if (fact.change == Change::Raise) return is_in_good_zone(fact, fact.value + amount, number.slack);
  return fact.change == Change::Lower && is_in_good_zone(fact, fact.value - amount, number.slack);
}

bool may_be_said(const QuotedNumber& number, const MeasureFact& fact, const AdviceFacts& facts) {
  if (number.family == family_of(fact)) {
    if (agrees(fact.value, number)) return true;
    if (number.is_claim || number.family == UnitFamily::None) return !number.is_claim;
    return is_in_good_zone(fact, number.value, number.slack) || is_change_into_good(fact, number);
  }
  if (number.family == UnitFamily::None) return true;
  bool is_known = false;
  for (const MeasureFact& other : facts.measures) {
    if (family_of(other) != number.family) continue;
    is_known = true;
    if (agrees(other.value, number)) return true;
    if (!number.is_claim && is_in_good_zone(other, number.value, number.slack)) return true;
  }
  return !is_known;
}

}  // namespace

UnitFamily unit_family(std::string_view unit) {
  const std::string wanted = simplified(unit);
  for (const UnitWord& word : kUnits) {
    if (word.word == wanted) return word.family;
  }
  return UnitFamily::None;
}

std::vector<QuotedNumber> quoted_numbers(std::string_view text) { return Numbers(simplified(text)).all(); }

std::string contradicted_number(std::string_view text, const MeasureFact& fact, const AdviceFacts& facts) {
  for (const QuotedNumber& number : quoted_numbers(text)) {
    if (may_be_said(number, fact, facts)) continue;
    const measure::MeasureInfo& info = measure::measure_info(fact.id);
    return "it speaks of " + number.text + ", which was not measured and is no good value; " + std::string(info.title) +
           " is " + number_text(fact.value, info.decimals) + (info.unit.empty() ? "" : " ") + std::string(info.unit);
  }
  return {};
}

}  // namespace timbre::score
