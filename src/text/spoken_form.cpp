#include "text/spoken_form.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>

#include "base/utf8.h"
#include "text/spoken_numbers.h"
#include "text/spoken_words.h"

namespace timbre::text {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool all_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

/// A token without the punctuation around it. Signs that are said ("$", "%", "°", "-" before a digit) stay inside.
struct Core {
  std::string_view before;
  std::string_view text;
  std::string_view after;
};

Core core_of(std::string_view token) {
  constexpr std::array<std::string_view, 14> kOpening = {"\"", "'", "(", "[", "“", "‘", "«",
                                                         "„",  "¿", "¡", "*", "_", "{", "—"};
  constexpr std::array<std::string_view, 18> kClosing = {"\"", "'", ")", "]", "”", "’", "»", ".", ",",
                                                         ";",  ":", "!", "?", "…", "—", "*", "_", "}"};
  std::string_view text = token;
  const auto strip = [&text](const auto& marks, bool at_start) {
    for (bool found = true; found;) {
      found = false;
      for (const auto mark : marks) {
        if (at_start ? !text.starts_with(mark) : !text.ends_with(mark)) continue;
        at_start ? text.remove_prefix(mark.size()) : text.remove_suffix(mark.size());
        found = true;
      }
    }
  };
  strip(kOpening, true);
  const auto start = static_cast<std::size_t>(text.data() - token.data());
  strip(kClosing, false);
  return {token.substr(0, start), text, token.substr(start + text.size())};
}

/// A number as it is written, digits with commas and one point: "1,200.5".
std::size_t number_length(std::string_view text) {
  std::size_t end = 0;
  bool has_point = false;
  while (end < text.size()) {
    const bool has_digit_next = end + 1 < text.size() && is_digit(text[end + 1]);
    const bool is_point = text[end] == '.' && !has_point && has_digit_next;
    const bool is_comma = text[end] == ',' && !has_point && end > 0 && has_digit_next;
    if (!is_digit(text[end]) && !is_point && !is_comma) break;
    has_point = has_point || is_point;
    ++end;
  }
  return end;
}

std::optional<std::uint64_t> small_number(std::string_view digits, std::uint64_t most) {
  if (!all_digits(digits) || digits.size() > 9) return std::nullopt;
  const std::uint64_t value = std::strtoull(std::string(digits).c_str(), nullptr, 10);
  return value <= most ? std::optional(value) : std::nullopt;
}

bool is_year(std::string_view digits) {
  const auto value = small_number(digits, 2099);
  return digits.size() == 4 && value && *value >= 1100;
}

std::string number_words(std::string_view digits) {
  return is_year(digits) ? spoken_year(*small_number(digits, 2099)) : spoken_decimal(digits);
}

bool is_scale(std::string_view word) {
  return word == "thousand" || word == "million" || word == "billion" || word == "trillion";
}

/// What the rules below look at: the tokens' cores, and where we are.
class Speaker {
 public:
  explicit Speaker(std::vector<Core> cores) : cores_(std::move(cores)) {}

  std::string speak(std::size_t i) {
    const Core& core = cores_[i];
    if (core.text.empty()) return std::string(core.before) + std::string(core.after);
    std::string after(core.after);
    std::string words = core_words(i, after);
    return std::string(core.before) + words + after;
  }

 private:
  [[nodiscard]] std::string_view text(std::size_t i) const { return i < cores_.size() ? cores_[i].text : ""; }
  [[nodiscard]] bool ends_phrase(std::size_t i) const { return !cores_[i].after.empty(); }
  [[nodiscard]] std::string_view previous(std::size_t i) const {
    return i > 0 && !ends_phrase(i - 1) ? text(i - 1) : std::string_view();
  }
  [[nodiscard]] std::string_view next(std::size_t i) const {
    return i + 1 < cores_.size() && !ends_phrase(i) ? text(i + 1) : std::string_view();
  }

  std::string core_words(std::size_t i, std::string& after) {
    const std::string_view word = text(i);
    for (const auto rule :
         {&Speaker::symbol, &Speaker::unit_word, &Speaker::scale_word, &Speaker::currency_amount, &Speaker::date,
          &Speaker::time_of_day, &Speaker::ordinal, &Speaker::decade, &Speaker::telephone, &Speaker::fraction,
          &Speaker::range, &Speaker::day_of_month, &Speaker::number_with_unit}) {
      std::string words = (this->*rule)(i);
      if (!words.empty()) return words;
    }
    std::string words = abbreviation(i, after);
    return words.empty() ? embedded_digits(word) : words;
  }

  std::string symbol(std::size_t i) {
    const std::string_view word = text(i);
    if (word == "&") return "and";
    if (word == "+") return "plus";
    if (word == "=") return "equals";
    if (word == "@") return "at";
    if (word.starts_with('#') && all_digits(word.substr(1))) return "number " + spoken_decimal(word.substr(1));
    return {};
  }

  /// "km" of "5 km".
  std::string unit_word(std::size_t i) {
    const Unit* unit = find_unit(text(i));
    const std::string_view number = previous(i);
    if (unit == nullptr || number.empty() || number_length(number) != number.size()) return {};
    return std::string(number == "1" ? unit->one : unit->many);
  }

  /// "million" of "$5 million" takes the currency's name.
  std::string scale_word(std::size_t i) {
    const Currency* currency = find_currency(previous(i));
    if (currency == nullptr || !is_scale(text(i))) return {};
    return std::string(text(i)) + " " + std::string(currency->many);
  }

  std::string currency_amount(std::size_t i) {
    std::string_view word = text(i);
    const Currency* currency = find_currency(word);
    if (currency == nullptr) return {};
    word.remove_prefix(currency->sign.size());
    if (word.empty() || number_length(word) != word.size()) return {};
    if (is_scale(next(i))) return spoken_decimal(word);
    const std::size_t point = std::min(word.find('.'), word.size());
    const std::string_view whole = word.substr(0, point);
    std::string words = spoken_decimal(whole) + " " + std::string(whole == "1" ? currency->one : currency->many);
    if (point == word.size()) return words;
    const auto cents = word.size() == point + 3 ? small_number(word.substr(point + 1), 99) : std::nullopt;
    if (!cents) return spoken_decimal(word) + " " + std::string(currency->many);
    if (*cents == 0) return words;
    const std::string rest =
        spoken_cardinal(*cents) + " " + std::string(*cents == 1 ? currency->cent : currency->cents);
    return whole == "0" ? rest : words + " and " + rest;
  }

  /// ISO 8601 calendar dates.
  std::string date(std::size_t i) {
    const std::string_view word = text(i);
    if (word.size() != 10 || word[4] != '-' || word[7] != '-') return {};
    const auto month = small_number(word.substr(5, 2), 12);
    const auto day = small_number(word.substr(8, 2), 31);
    if (!is_year(word.substr(0, 4)) || !month || !day || *month == 0 || *day == 0) return {};
    return std::string(month_name(static_cast<unsigned>(*month))) + " " + spoken_ordinal(*day) + ", " +
           number_words(word.substr(0, 4));
  }

  std::string time_of_day(std::size_t i) {
    std::string_view word = text(i);
    std::string half;
    for (const std::string_view mark : {"am", "pm"}) {
      if (!word.ends_with(mark) || word.size() <= 2 || !is_digit(word[word.size() - 3])) continue;
      half = std::string(find_abbreviation(mark)->spoken);
      word.remove_suffix(mark.size());
    }
    const std::size_t colon = std::min(word.find(':'), word.size());
    const auto hour = small_number(word.substr(0, colon), 23);
    if (!hour || (colon == word.size() && half.empty())) return {};
    const auto minute =
        colon == word.size() ? std::optional<std::uint64_t>(0) : small_number(word.substr(colon + 1), 59);
    if (!minute || (colon != word.size() && word.size() != colon + 3)) return {};
    std::string words = spoken_cardinal(*hour);
    const std::string_view following = next(i);
    const bool has_half = !half.empty() || following.starts_with("a.m") || following.starts_with("p.m") ||
                          following == "am" || following == "pm" || following == "AM" || following == "PM";
    if (*minute == 0 && !has_half) words += *hour >= 1 && *hour <= 12 ? " o'clock" : " hundred hours";
    if (*minute > 0) words += (*minute < 10 ? " oh " : " ") + spoken_cardinal(*minute);
    return half.empty() ? words : words + " " + half;
  }

  std::string ordinal(std::size_t i) {
    const std::string_view word = text(i);
    if (word.size() < 3) return {};
    const std::string_view ending = word.substr(word.size() - 2);
    const auto number = small_number(word.substr(0, word.size() - 2), 999'999'999);
    const bool is_ending = ending == "st" || ending == "nd" || ending == "rd" || ending == "th";
    return number && is_ending ? spoken_ordinal(*number) : std::string();
  }

  /// "1990s", "90s".
  std::string decade(std::size_t i) {
    std::string_view word = text(i);
    if (word.starts_with("'")) word.remove_prefix(1);
    if (!word.ends_with('s')) return {};
    word.remove_suffix(word.ends_with("'s") ? 2 : 1);
    const bool is_decade =
        (is_year(word) || (word.size() == 2 && all_digits(word) && word[0] >= '2')) && word.back() == '0';
    return is_decade ? plural_of(number_words(word)) : std::string();
  }

  /// 555-0123, 212-555-0123.
  std::string telephone(std::size_t i) {
    const std::string_view word = text(i);
    const bool is_short = word.size() == 8 && word[3] == '-';
    const bool is_long = word.size() == 12 && word[3] == '-' && word[7] == '-';
    const auto dashes = std::count(word.begin(), word.end(), '-');
    const auto digits = std::count_if(word.begin(), word.end(), is_digit);
    const bool is_all = static_cast<std::size_t>(dashes + digits) == word.size() && dashes == (is_long ? 2 : 1);
    return (is_short || is_long) && is_all ? spoken_digits(word) : std::string();
  }

  std::string fraction(std::size_t i) {
    const std::string_view word = text(i);
    const std::size_t slash = word.find('/');
    if (slash == std::string_view::npos) return {};
    const auto above = small_number(word.substr(0, slash), 99);
    const auto below = small_number(word.substr(slash + 1), 100);
    if (!above || !below || *above == 0 || *below < 2) return {};
    std::string part = *below == 2 ? "half" : *below == 4 ? "quarter" : spoken_ordinal(*below);
    if (*above == 1) return "one " + part;
    return spoken_cardinal(*above) + " " + (*below == 2 ? "halves" : plural_of(std::move(part)));
  }

  /// "1914–1918", "5-10".
  std::string range(std::size_t i) {
    const std::string_view word = text(i);
    for (const std::string_view dash : {"–", "-"}) {
      const std::size_t at = word.find(dash);
      if (at == std::string_view::npos || at == 0) continue;
      const std::string_view first = word.substr(0, at);
      const std::string_view last = word.substr(at + dash.size());
      const auto is_number = [](std::string_view text) { return !text.empty() && number_length(text) == text.size(); };
      if (is_number(first) && is_number(last)) return number_words(first) + " to " + number_words(last);
    }
    return {};
  }

  /// "5" of "May 5" is "fifth", of "5 May" "the fifth of".
  std::string day_of_month(std::size_t i) {
    const auto day = small_number(text(i), 31);
    if (!day || *day == 0) return {};
    const bool is_abbreviated = i > 0 && cores_[i - 1].after == "." && text(i - 1).size() <= 4;
    if (!month_name(is_abbreviated ? text(i - 1) : previous(i)).empty()) return spoken_ordinal(*day);
    if (!month_name(next(i)).empty()) return "the " + spoken_ordinal(*day) + " of";
    return {};
  }

  std::string number_with_unit(std::size_t i) {
    std::string_view word = text(i);
    const bool is_negative = word.starts_with('-') || word.starts_with("−");
    const std::size_t sign = !is_negative ? 0 : word.front() == '-' ? 1 : std::string_view("−").size();
    const std::size_t length = number_length(word.substr(sign));
    if (length == 0) return {};
    const std::string_view number = word.substr(sign, length);
    const std::string_view rest = word.substr(sign + length);
    const std::string words = (is_negative ? "minus " : "") + number_words(number);
    if (rest.empty()) return words;
    const Unit* unit = find_unit(rest);
    if (unit == nullptr) return {};
    return words + " " + std::string(number == "1" ? unit->one : unit->many);
  }

  /// Takes the abbreviation's own full stop away from `after`, unless it ends the sentence as well.
  std::string abbreviation(std::size_t i, std::string& after) {
    std::string_view word = text(i);
    const bool has_stop = after.starts_with('.');
    const std::string_view following = i + 1 < cores_.size() ? text(i + 1) : std::string_view();
    const bool is_before_capital = !following.empty() && is_capital(following.front());
    const bool is_last = following.empty();
    if (has_stop && (word == "No" || word == "no") && !following.empty() && is_digit(following.front())) {
      after.erase(0, 1);
      return word == "No" ? "Number" : "number";
    }
    const std::string_view month = has_stop && word.size() <= 4 ? month_name(word) : std::string_view();
    if (!month.empty() && !following.empty() && is_digit(following.front())) {
      after.erase(0, 1);
      return std::string(month);
    }
    const Abbreviation* found = find_abbreviation(word);
    if (found == nullptr || (found->needs_full_stop && !has_stop && !is_half_of_day(i))) return {};
    if ((word == "am" || word == "pm") && !is_half_of_day(i)) return {};
    const bool is_street = word == "St" && i > 0 && !previous(i).empty() && is_capital(previous(i).front()) &&
                           !(is_before_capital && i == 1);
    const bool ends_sentence = (found->may_end_sentence || is_street) && (is_last || is_before_capital) && after == ".";
    if (has_stop && !ends_sentence) after.erase(0, 1);
    return std::string(is_street ? "Street" : found->spoken);
  }

  /// "pm" after a time or an hour.
  [[nodiscard]] bool is_half_of_day(std::size_t i) const {
    const std::string_view word = text(i);
    const std::string_view before = previous(i);
    return (word == "am" || word == "pm" || word == "AM" || word == "PM") && !before.empty() &&
           is_digit(before.front());
  }

  /// Digits within a name: "MP3" → "MP three".
  static std::string embedded_digits(std::string_view word) {
    std::string words;
    for (std::size_t at = 0; at < word.size();) {
      const std::size_t length = is_digit(word[at]) ? number_length(word.substr(at)) : 0;
      if (length == 0) {
        const bool is_joint = word[at] == '-' && at + 1 < word.size() && is_digit(word[at + 1]);
        if (is_letter(word[at]) && at > 0 && is_digit(word[at - 1])) words.push_back(' ');
        words.push_back(is_joint ? ' ' : word[at]);
        ++at;
        continue;
      }
      if (!words.empty() && words.back() != ' ') words.push_back(' ');
      words += spoken_decimal(word.substr(at, length));
      at += length;
    }
    return words;
  }

  std::vector<Core> cores_;
};

bool is_gap(char c) { return static_cast<unsigned char>(c) <= ' '; }

}  // namespace

std::vector<SpokenToken> spoken_tokens(std::string_view bytes, std::string_view language) {
  const std::string text = valid_utf8(bytes);
  std::vector<SpokenToken> tokens;
  for (auto at = text.begin(); at != text.end();) {
    at = std::find_if_not(at, text.end(), is_gap);
    const auto end = std::find_if(at, text.end(), is_gap);
    if (at == end) break;
    tokens.push_back({std::string(at, end), std::string(at, end), static_cast<std::size_t>(at - text.begin())});
    at = end;
  }
  if (language != "en" && !language.starts_with("en-")) return tokens;
  std::vector<Core> cores;
  cores.reserve(tokens.size());
  for (const auto& token : tokens) cores.push_back(core_of(token.written));
  Speaker speaker(std::move(cores));
  for (std::size_t i = 0; i < tokens.size(); ++i) tokens[i].spoken = speaker.speak(i);
  return tokens;
}

std::string spoken_form(std::string_view text, std::string_view language) {
  std::string spoken;
  for (const auto& token : spoken_tokens(text, language)) {
    if (!token.spoken.empty()) spoken.append(spoken.empty() ? "" : " ").append(token.spoken);
  }
  return spoken;
}

}  // namespace timbre::text
