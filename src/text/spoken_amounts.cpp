#include <algorithm>
#include <array>
#include <optional>

#include "text/spoken_numbers.h"
#include "text/spoken_rules.h"
#include "text/spoken_words.h"

namespace timbre::text {
namespace {

bool is_scale(std::string_view word) {
  return word == "thousand" || word == "million" || word == "billion" || word == "trillion";
}

/// "$5k", "£3m", "$2bn".
std::string_view scale_of_letter(std::string_view letter) {
  if (letter == "k" || letter == "K") return "thousand";
  if (letter == "m" || letter == "M" || letter == "mn" || letter == "mio") return "million";
  if (letter == "bn" || letter == "B" || letter == "b") return "billion";
  return letter == "tn" || letter == "T" ? "trillion" : std::string_view();
}

bool take_minus(std::string_view& text) { return take_beginning(text, "-") || take_beginning(text, "−"); }

/// "/month", "/kg".
std::string per_words(std::string_view rest) {
  if (!take_beginning(rest, "/")) return {};
  const Unit* unit = find_unit(rest);
  if (unit != nullptr) return " per " + std::string(unit->one);
  const bool is_word = std::all_of(rest.begin(), rest.end(), is_ascii_letter);
  if (rest == "hr") return " per hour";
  if (rest == "mo") return " per month";
  if (rest == "yr") return " per year";
  return is_word ? " per " + std::string(rest) : std::string();
}

/// "3.50" of a currency: "three dollars and fifty cents".
std::string coins(std::string_view number, const Currency& currency) {
  const std::size_t point = std::min(number.find('.'), number.size());
  const std::string_view whole = number.substr(0, point);
  std::string words = spoken_decimal(whole) + " " + std::string(whole == "1" ? currency.one : currency.many);
  if (point == number.size()) return words;
  const auto cents = number.size() == point + 3 ? small_number(number.substr(point + 1), 99) : std::nullopt;
  if (!cents || currency.cent.empty()) return spoken_decimal(number) + " " + std::string(currency.many);
  if (*cents == 0) return words;
  const std::string rest = spoken_cardinal(*cents) + " " + std::string(*cents == 1 ? currency.cent : currency.cents);
  return whole == "0" ? rest : words + " and " + rest;
}

/// Two numbers with a dash between: "10–20". What stands before and behind it is the caller's.
struct NumberRange {
  std::string_view first, last;
};
std::optional<NumberRange> number_range(std::string_view word) {
  for (const std::string_view dash : {"–", "-", "—"}) {
    const std::size_t at = word.find(dash);
    if (at == std::string_view::npos || at == 0) continue;
    const NumberRange range{word.substr(0, at), word.substr(at + dash.size())};
    if (is_number(range.first) && is_number(range.last)) return range;
  }
  return std::nullopt;
}

/// The number of an amount and what follows it: scale, "/month". `is_before_scale`: "million" is the next token.
std::string amount_words(std::string_view word, const Currency& currency, bool is_before_scale) {
  if (const auto range = number_range(word))
    return spoken_decimal(range->first) + " to " + spoken_decimal(range->last) + " " + std::string(currency.many);
  const std::size_t length = number_length(word);
  if (length == 0) return {};
  const std::string_view number = word.substr(0, length);
  const std::string_view rest = word.substr(length);
  for (const std::string_view dash : {"–", "-"}) {  // "$10–$20"
    std::string_view last = rest;
    if (take_beginning(last, dash) && take_beginning(last, currency.sign) && is_number(last))
      return spoken_decimal(number) + " to " + spoken_decimal(last) + " " + std::string(currency.many);
  }
  if (const auto scale = scale_of_letter(rest); !scale.empty())
    return spoken_decimal(number) + " " + std::string(scale) + " " + std::string(currency.many);
  if (rest.empty()) return is_before_scale ? spoken_decimal(number) : coins(number, currency);
  const std::string per = per_words(rest);
  return per.empty() ? per : coins(number, currency) + per;
}

/// "5€", "99¢", "20EUR".
std::string sign_behind(std::string_view word) {
  const std::size_t length = number_length(word);
  if (length == 0) return {};
  const std::string_view rest = word.substr(length);
  if (rest == "¢") return spoken_decimal(word.substr(0, length)) + (word.substr(0, length) == "1" ? " cent" : " cents");
  if (rest == "p")
    return spoken_decimal(word.substr(0, length)) + (word.substr(0, length) == "1" ? " penny" : " pence");
  const Currency* currency = find_currency(rest);
  return currency != nullptr && currency->sign == rest ? coins(word.substr(0, length), *currency) : std::string();
}

std::string with_unit(std::string_view number, const Unit& unit) {
  return spoken_decimal(number) + " " + std::string(number == "1" ? unit.one : unit.many);
}

/// "5'10"", the last mark of which is taken for a quotation mark, and "6′".
std::string feet_and_inches(std::string_view word, const std::string& after) {
  for (const std::string_view mark : {"'", "′", "’"}) {
    const std::size_t at = word.find(mark);
    if (at == std::string_view::npos) continue;
    const std::string_view feet = word.substr(0, at);
    std::string_view inches = word.substr(at + mark.size());
    const bool has_inch_mark = take_ending(inches, "″") || after.starts_with('"') || after.starts_with("”");
    if (!small_number(feet, 99)) return {};
    if (inches.empty()) return mark == "′" ? spoken_decimal(feet) + " feet" : std::string();
    if (small_number(inches, 11) && has_inch_mark) return spoken_decimal(feet) + " foot " + spoken_decimal(inches);
  }
  return {};
}

struct VulgarFraction {
  std::string_view sign, alone, behind_number;
};
constexpr std::array kVulgarFractions = {VulgarFraction{"½", "one half", "and a half"},
                                         VulgarFraction{"¼", "one quarter", "and a quarter"},
                                         VulgarFraction{"¾", "three quarters", "and three quarters"},
                                         VulgarFraction{"⅓", "one third", "and a third"},
                                         VulgarFraction{"⅔", "two thirds", "and two thirds"},
                                         VulgarFraction{"⅛", "one eighth", "and an eighth"},
                                         VulgarFraction{"⅜", "three eighths", "and three eighths"},
                                         VulgarFraction{"⅝", "five eighths", "and five eighths"},
                                         VulgarFraction{"⅞", "seven eighths", "and seven eighths"},
                                         VulgarFraction{"⅕", "one fifth", "and a fifth"},
                                         VulgarFraction{"⅙", "one sixth", "and a sixth"}};

std::string vulgar_fraction(std::string_view word) {
  for (const VulgarFraction& fraction : kVulgarFractions) {
    if (word == fraction.sign) return std::string(fraction.alone);
    std::string_view number = word;
    if (take_ending(number, fraction.sign) && is_number(number))
      return spoken_decimal(number) + " " + std::string(fraction.behind_number);
  }
  return {};
}

const Currency* currency_named(std::string_view word) {
  const Currency* currency = find_currency(word);
  return currency != nullptr && currency->sign == word ? currency : nullptr;
}

}  // namespace

bool is_said_with_currency(const SpokenContext& context, std::size_t i) {
  const bool is_behind = i > 0 && is_number(context.text(i)) && currency_named(context.previous(i)) != nullptr;
  return is_behind && !is_number(context.previous(i - 1));
}

std::string say_money(const SpokenContext& context, std::size_t i, std::string&) {
  std::string_view word = context.text(i);
  if (const Currency* before = find_currency(context.previous(i)); before != nullptr && is_scale(word)) {
    return std::string(word) + " " + std::string(before->many);
  }
  if (const Currency* named = currency_named(word); named != nullptr && is_number(context.previous(i)))  // "20 EUR"
    return std::string(context.previous(i) == "1" ? named->one : named->many);
  const bool is_negative = take_minus(word);
  const Currency* currency = find_currency(word);
  if (currency == nullptr) {
    const std::string words = sign_behind(word);
    return words.empty() || !is_negative ? words : "minus " + words;
  }
  if (word == currency->sign && is_number(context.next(i))) return coins(context.next(i), *currency);
  word.remove_prefix(currency->sign.size());
  const bool is_negative_behind = take_minus(word);
  const std::string words = amount_words(word, *currency, is_scale(context.next(i)));
  return words.empty() || !(is_negative || is_negative_behind) ? words : "minus " + words;
}

std::string say_unit(const SpokenContext& context, std::size_t i, std::string& after) {
  const std::string_view word = context.text(i);
  if (const std::string feet = feet_and_inches(word, after); !feet.empty()) {
    if (after.starts_with('"')) after.erase(0, 1);
    return feet;
  }
  const Unit* alone = find_unit(word);
  const std::string_view before = context.previous(i);
  const bool is_behind_number =
      !before.empty() && (is_number(before) || !vulgar_fraction(before).empty() || number_range(before) ||
                          (before.front() == '-' && is_number(before.substr(1))));
  if (alone != nullptr && is_behind_number) {
    const std::string_view following = context.following(i);
    const bool goes_on = !following.empty() && !begins_with_capital(following);
    if (after == "." && goes_on && word != "m" && word != "s") after.erase(0, 1);
    return std::string(before == "1" ? alone->one : alone->many);
  }
  std::string_view number = word;
  const bool is_negative = take_minus(number);
  const std::size_t length = number_length(number);
  if (length == 0) return {};
  std::string_view rest = number.substr(length);
  const Unit* unit = find_unit(rest);
  if (unit != nullptr) return (is_negative ? "minus " : "") + with_unit(number.substr(0, length), *unit);
  if (take_beginning(rest, "-") && find_unit(rest) != nullptr && rest != "m" && rest != "s")  // "a 5-km run"
    return spoken_decimal(number.substr(0, length)) + " " + std::string(find_unit(rest)->one);
  return {};
}

std::string say_fraction(const SpokenContext& context, std::size_t i, std::string&) {
  const std::string_view word = context.text(i);
  const bool is_behind_number = small_number(context.previous(i), 9999).has_value();
  if (std::string words = vulgar_fraction(word); !words.empty()) return is_behind_number ? "and " + words : words;
  const std::size_t slash = word.find('/');
  if (slash == std::string_view::npos || word == "9/11") return {};
  const auto above = small_number(word.substr(0, slash), 99);
  const auto below = small_number(word.substr(slash + 1), 100);
  if (!above || !below || *above == 0 || *below < 2 || *above >= *below) return {};  // 24/7 is none
  std::string part = *below == 2 ? "half" : *below == 4 ? "quarter" : spoken_ordinal(*below);
  const std::string joint = is_behind_number ? "and " : "";
  if (*above == 1) return joint + "one " + part;
  return joint + spoken_cardinal(*above) + " " + (*below == 2 ? "halves" : plural_of(std::move(part)));
}

std::string say_range(const SpokenContext& context, std::size_t i, std::string&) {
  std::string_view word = context.text(i);
  if (const auto range = number_range(word)) return number_words(range->first) + " to " + number_words(range->last);
  for (const std::string_view dash : {"–", "-"}) {
    const std::size_t at = word.find(dash);
    if (at == std::string_view::npos || at == 0) continue;
    std::string_view first = word.substr(0, at);
    const std::string_view last = word.substr(at + dash.size());
    const std::string from = clock_words(first, false);
    const std::string to = clock_words(last, false);
    if (!from.empty() && !to.empty()) return from + " to " + to;
    const std::size_t length = number_length(last);  // "5–10%", "5%–10%", "20-25°C"
    const Unit* unit = length > 0 ? find_unit(last.substr(length)) : nullptr;
    if (unit == nullptr) continue;
    take_ending(first, unit->written);
    if (is_number(first)) return spoken_decimal(first) + " to " + with_unit(last.substr(0, length), *unit);
  }
  const std::size_t colon = word.find(':');  // "16:9", where it is no time of day
  const auto first = colon == std::string_view::npos ? std::nullopt : small_number(word.substr(0, colon), 9999);
  const auto last = first ? small_number(word.substr(colon + 1), 9999) : std::nullopt;
  return last && clock_words(word, false).empty() ? spoken_cardinal(*first) + " to " + spoken_cardinal(*last)
                                                  : std::string();
}

std::string say_scientific(const SpokenContext& context, std::size_t i, std::string&) {
  std::string_view word = context.text(i);
  const bool is_negative = take_minus(word);
  const std::size_t length = number_length(word);
  if (length == 0) return {};
  const std::string mantissa = (is_negative ? "minus " : "") + spoken_decimal(word.substr(0, length));
  std::string_view power = word.substr(length);
  const bool has_letter = take_beginning(power, "e") || take_beginning(power, "E");
  const bool has_base =
      !has_letter && (take_beginning(power, "×10^") || take_beginning(power, "x10^") || take_beginning(power, "*10^"));
  if (!has_letter && !has_base) return {};
  const bool is_small = take_minus(power);
  if (!is_small) take_beginning(power, "+");
  const auto exponent = small_number(power, 999);
  if (!exponent) return {};
  return mantissa + " times ten to the " + (is_small ? "minus " : "power of ") + spoken_cardinal(*exponent);
}

std::string say_ordinal(const SpokenContext& context, std::size_t i, std::string&) {
  const std::string_view word = context.text(i);
  if (word.size() < 3) return {};
  const std::string ending = ascii_lower(word.substr(word.size() - 2));
  std::string digits(word.substr(0, word.size() - 2));
  if (is_number(digits)) std::erase(digits, ',');
  const auto number = small_number(digits, 999'999'999);
  const bool is_ending = ending == "st" || ending == "nd" || ending == "rd" || ending == "th";
  return number && is_ending ? spoken_ordinal(*number) : std::string();
}

std::string say_number(const SpokenContext& context, std::size_t i, std::string&) {
  std::string_view word = context.text(i);
  const bool is_negative = take_minus(word);
  if (!is_number(word)) return {};
  const std::string_view next = context.next(i);
  const bool has_unit = find_unit(next) != nullptr || currency_named(next) != nullptr;
  const std::string words = has_unit ? spoken_decimal(word) : number_words(word);
  // "1066" is a year behind "in"
  const auto early = small_number(word, 1099);
  const std::string before = ascii_lower(context.previous(i));
  const bool is_early_year =
      word.size() == 4 && early && *early >= 1001 && (before == "in" || before == "since" || before == "of");
  if (is_early_year && !has_unit)
    return spoken_cardinal(*early / 100) + (*early % 100 < 10 ? " oh " : " ") + spoken_cardinal(*early % 100);
  return is_negative ? "minus " + words : words;
}

}  // namespace timbre::text
