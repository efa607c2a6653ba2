#include "text/spoken_numbers.h"

#include <algorithm>
#include <array>

namespace timbre::text {
namespace {

constexpr std::array<std::string_view, 20> kSmall = {
    "zero", "one",    "two",    "three",    "four",     "five",    "six",     "seven",     "eight",    "nine",
    "ten",  "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
constexpr std::array<std::string_view, 10> kTens = {"",      "",      "twenty",  "thirty", "forty",
                                                    "fifty", "sixty", "seventy", "eighty", "ninety"};
struct Scale {
  std::uint64_t value;
  std::string_view name;
};
constexpr std::array kScales = {Scale{1'000'000'000'000'000'000ULL, "quintillion"},
                                Scale{1'000'000'000'000'000ULL, "quadrillion"},
                                Scale{1'000'000'000'000ULL, "trillion"},
                                Scale{1'000'000'000ULL, "billion"},
                                Scale{1'000'000ULL, "million"},
                                Scale{1'000ULL, "thousand"},
                                Scale{100ULL, "hundred"}};

/// Cardinals whose ordinal is not the cardinal with "th".
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kOrdinals = {{{"one", "first"},
                                                                                     {"two", "second"},
                                                                                     {"three", "third"},
                                                                                     {"five", "fifth"},
                                                                                     {"eight", "eighth"},
                                                                                     {"nine", "ninth"},
                                                                                     {"twelve", "twelfth"}}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string whole_number(std::string_view digits) {
  constexpr std::size_t kMostDigits = 18;  // fits 64 bits
  if (digits.size() > kMostDigits || (digits.size() > 1 && digits.front() == '0')) return spoken_digits(digits);
  std::uint64_t value = 0;
  for (const char c : digits) value = value * 10 + static_cast<std::uint64_t>(c - '0');
  return spoken_cardinal(value);
}

}  // namespace

std::string spoken_cardinal(std::uint64_t number) {
  if (number < 20) return std::string(kSmall[number]);
  if (number < 100) {
    const std::string tens(kTens[number / 10]);
    return number % 10 == 0 ? tens : tens + "-" + std::string(kSmall[number % 10]);
  }
  const auto scale = std::find_if(kScales.begin(), kScales.end(), [number](Scale s) { return number >= s.value; });
  std::string words = spoken_cardinal(number / scale->value) + " " + std::string(scale->name);
  if (number % scale->value != 0) words += " " + spoken_cardinal(number % scale->value);
  return words;
}

std::string spoken_ordinal(std::uint64_t number) {
  std::string words = spoken_cardinal(number);
  const std::size_t last = words.find_last_of(" -") + 1;  // npos + 1 is 0
  for (const auto& [cardinal, ordinal] : kOrdinals) {
    if (words.substr(last) == cardinal) return words.replace(last, std::string::npos, ordinal);
  }
  if (words.back() == 'y') return words.replace(words.size() - 1, 1, "ieth");
  return words + "th";
}

std::string spoken_year(std::uint64_t year) {
  const bool is_said_in_pairs = year >= 1100 && year <= 2099 && (year < 2000 || year >= 2010);
  if (!is_said_in_pairs) return spoken_cardinal(year);
  const std::string century = spoken_cardinal(year / 100);
  const std::uint64_t rest = year % 100;
  if (rest == 0) return century + " hundred";
  return century + (rest < 10 ? " oh " : " ") + spoken_cardinal(rest);
}

std::string spoken_digits(std::string_view digits) {
  std::string words;
  for (const char c : digits) {
    if (is_digit(c)) words.append(words.empty() ? "" : " ").append(kSmall[static_cast<std::size_t>(c - '0')]);
  }
  return words;
}

std::string spoken_decimal(std::string_view number) {
  std::string words;
  if (number.starts_with('-') || number.starts_with("−")) {
    number.remove_prefix(number.front() == '-' ? 1 : std::string_view("−").size());
    words = "minus ";
  }
  const std::size_t point = std::min(number.find('.'), number.size());
  std::string whole(number.substr(0, point));
  const std::string_view fraction = point < number.size() ? number.substr(point + 1) : std::string_view();
  std::erase(whole, ',');
  const bool is_number = std::all_of(whole.begin(), whole.end(), is_digit) &&
                         std::all_of(fraction.begin(), fraction.end(), is_digit) &&
                         !(whole.empty() && fraction.empty());
  if (!is_number) return {};
  words += whole.empty() ? "zero" : whole_number(whole);
  if (!fraction.empty()) words += " point " + spoken_digits(fraction);
  return words;
}

std::string plural_of(std::string words) {
  if (words.ends_with('y')) return words.replace(words.size() - 1, 1, "ies");
  if (words.ends_with('x') || words.ends_with('s')) return words + "es";
  return words + "s";
}

}  // namespace timbre::text
