#pragma once
/// Numbers as English words, in the American way: no "and" ("one hundred five"), hyphens from twenty-one to
/// ninety-nine.

#include <cstdint>
#include <string>
#include <string_view>

namespace timbre::text {

/// Any number: "two million three".
[[nodiscard]] std::string spoken_cardinal(std::uint64_t number);
/// "twenty-first", "one hundredth".
[[nodiscard]] std::string spoken_ordinal(std::uint64_t number);
/// As years are said: 1905 "nineteen oh five", 1900 "nineteen hundred", 2005 "two thousand five", 2024 "twenty
/// twenty-four"; outside 1100 to 2099 as a cardinal.
[[nodiscard]] std::string spoken_year(std::uint64_t year);
/// Digit by digit, "zero" for 0; other characters are left out.
[[nodiscard]] std::string spoken_digits(std::string_view digits);
/// "3.14" → "three point one four", "-2" → "minus two", "1,200" → "one thousand two hundred"; a number of more than 18
/// digits, or with a leading zero ("007"), digit by digit. Empty for what is no number.
[[nodiscard]] std::string spoken_decimal(std::string_view number);
/// "-s" added to the last word: "nineties", "sixes".
[[nodiscard]] std::string plural_of(std::string words);

}  // namespace timbre::text
