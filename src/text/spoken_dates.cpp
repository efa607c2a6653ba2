#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "text/spoken_numbers.h"
#include "text/spoken_rules.h"
#include "text/spoken_words.h"

namespace timbre::text {
namespace {

std::string date_words(std::uint64_t month, std::uint64_t day, const std::string& year) {
  return std::string(month_name(static_cast<unsigned>(month))) + " " + spoken_ordinal(day) + ", " + year;
}

/// "24" is 2024, "84" 1984; empty for what is no year.
std::string year_words(std::string_view digits) {
  if (is_year(digits)) return number_words(digits);
  const auto short_year = digits.size() == 2 ? small_number(digits, 99) : std::nullopt;
  if (!short_year) return {};
  constexpr std::uint64_t kTurn = 50;  // as POSIX has it near enough: what is written today is of these hundred years
  return spoken_year(*short_year < kTurn ? 2000 + *short_year : 1900 + *short_year);
}

/// Three numbers with one sign between them.
std::optional<std::array<std::string_view, 3>> three_parts(std::string_view word, char sign) {
  const std::size_t first = std::min(word.find(sign), word.size());
  const std::size_t second = std::min(word.find(sign, first + 1), word.size());
  if (second >= word.size()) return std::nullopt;
  std::array parts = {word.substr(0, first), word.substr(first + 1, second - first - 1), word.substr(second + 1)};
  if (!std::all_of(parts.begin(), parts.end(), all_digits)) return std::nullopt;
  return parts;
}

std::string iso_date(std::string_view word) {
  const auto parts = three_parts(word, '-');
  if (!parts || word.size() != 10 || !is_year((*parts)[0])) return {};
  const auto month = small_number((*parts)[1], 12);
  const auto day = small_number((*parts)[2], 31);
  const bool is_date = month && day && *month > 0 && *day > 0;
  return is_date ? date_words(*month, *day, number_words((*parts)[0])) : std::string();
}

/// Month/day/year, and day/month/year where the month cannot come first; with full stops the day comes first.
std::string written_date(std::string_view word, char sign) {
  const auto parts = three_parts(word, sign);
  if (!parts) return {};
  auto month = small_number((*parts)[0], 31);
  auto day = small_number((*parts)[1], 31);
  const std::string year = year_words((*parts)[2]);
  const bool is_long_enough = sign == '/' || (*parts)[2].size() == 4;  // "2.0.12" is a version
  if (!month || !day || *month == 0 || *day == 0 || year.empty() || !is_long_enough) return {};
  if (*month > 12 || (sign == '.' && *day <= 12)) std::swap(month, day);
  return *month <= 12 ? date_words(*month, *day, year) : std::string();
}

bool is_half_of_day(std::string_view word) {
  return word.starts_with("a.m") || word.starts_with("p.m") || word == "am" || word == "pm" || word == "AM" ||
         word == "PM" || word == "A.M" || word == "P.M";
}

/// "17:30:05".
std::string clock_with_seconds(std::string_view time) {
  const std::size_t colon = time.rfind(':');
  if (colon == std::string_view::npos || time.size() != colon + 3) return {};
  const auto seconds = small_number(time.substr(colon + 1), 59);
  const std::string words = clock_words(time.substr(0, colon), false);
  if (words.empty() || !seconds) return {};
  return words + " and " + spoken_cardinal(*seconds) + (*seconds == 1 ? " second" : " seconds");
}

}  // namespace

std::string clock_words(std::string_view time, bool names_hour) {
  const std::size_t colon = time.find(':');
  if (colon == std::string_view::npos || time.size() != colon + 3) return {};
  const auto hour = small_number(time.substr(0, colon), 23);
  const auto minute = small_number(time.substr(colon + 1), 59);
  if (!hour || !minute) return {};
  const std::string words = spoken_cardinal(*hour);
  if (*minute > 0) return words + (*minute < 10 ? " oh " : " ") + spoken_cardinal(*minute);
  if (!names_hour) return words;
  return words + (*hour >= 1 && *hour <= 12 ? " o'clock" : " hundred hours");
}

std::string say_date(const SpokenContext& context, std::size_t i, std::string&) {
  const std::string_view word = context.text(i);
  std::string words = iso_date(word);
  if (words.empty()) words = written_date(word, '/');
  return words.empty() ? written_date(word, '.') : words;
}

std::string say_time(const SpokenContext& context, std::size_t i, std::string&) {
  std::string_view word = context.text(i);
  std::string half;
  for (const std::string_view mark : {"am", "pm", "AM", "PM", "a.m", "p.m"}) {
    std::string_view number = word;
    if (!half.empty() || !take_ending(number, mark) || !is_ascii_digit(number.back())) continue;
    half = mark.front() == 'a' || mark.front() == 'A' ? " a m" : " p m";
    word = number;
  }
  const bool has_half = !half.empty() || is_half_of_day(context.next(i));
  std::string time(word);
  if (has_half && is_number(word)) std::replace(time.begin(), time.end(), '.', ':');  // "9.30 pm"
  std::string words = clock_words(time, !has_half);
  if (words.empty()) words = clock_with_seconds(time);
  const auto hour = small_number(word, 12);
  if (words.empty() && hour && !half.empty()) words = spoken_cardinal(*hour);
  return words.empty() ? words : words + half;
}

std::string decade_words(std::string_view word) {
  take_beginning(word, "'");
  take_beginning(word, "’");
  if (!take_ending(word, "'s") && !take_ending(word, "’s") && !take_ending(word, "s")) return {};
  const bool is_decade =
      (is_year(word) || (word.size() == 2 && all_digits(word) && word[0] >= '2')) && word.back() == '0';
  return is_decade ? plural_of(number_words(word)) : std::string();
}

std::string say_decade(const SpokenContext& context, std::size_t i, std::string&) {
  return decade_words(context.text(i));
}

/// "5" of "May 5" is "fifth", of "5 May" "the fifth of".
std::string say_day_of_month(const SpokenContext& context, std::size_t i, std::string&) {
  const std::string_view word = context.text(i);
  const auto day = small_number(word, 31);
  if (!day || *day == 0) return {};
  const bool is_behind_stop =
      i > 0 && context.core(i - 1).after == "." && month_name(context.text(i - 1)) != context.text(i - 1);
  const std::string_view before = is_behind_stop ? context.text(i - 1) : context.previous(i);
  if (!month_name(before).empty()) return spoken_ordinal(*day);
  if (month_name(context.next(i)).empty()) return {};
  const bool has_article = ascii_lower(context.previous(i)) == "the";
  return (has_article ? "" : "the ") + spoken_ordinal(*day) + " of";
}

}  // namespace timbre::text
