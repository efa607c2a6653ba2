#pragma once
/// The word lists behind spoken_form: abbreviations, units and months of English.

#include <optional>
#include <string>
#include <string_view>

namespace timbre::text {

/// An abbreviation without its full stop, as written ("Mr", "etc"), and what is said. None when it is no abbreviation.
struct Abbreviation {
  std::string_view written;
  std::string_view spoken;
  bool may_end_sentence = false;  ///< its full stop may be the sentence's too
  bool needs_full_stop = true;    ///< "No" and "Gen" are words without one
};
[[nodiscard]] const Abbreviation* find_abbreviation(std::string_view written);

/// A unit after a number: "km" → "kilometer", "kilometers".
struct Unit {
  std::string_view written;
  std::string_view one;
  std::string_view many;
};
[[nodiscard]] const Unit* find_unit(std::string_view written);

/// "January" for "January", "Jan" and 1; empty for what is no month.
[[nodiscard]] std::string_view month_name(std::string_view written);
[[nodiscard]] std::string_view month_name(unsigned number);

/// "$" → "dollar". Empty for what is no currency.
struct Currency {
  std::string_view sign;
  std::string_view one;
  std::string_view many;
  std::string_view cent;
  std::string_view cents;
};
[[nodiscard]] const Currency* find_currency(std::string_view text);  ///< that the text begins with

}  // namespace timbre::text
