#pragma once
/// The rules behind spoken_form.h, each a kind of thing that is written otherwise than said. A rule says what token i
/// is read as, or nothing where it does not know it. `after` is the punctuation behind the token; a rule takes a full
/// stop away that belongs to an abbreviation. In the order in which they are asked: spoken_form.cpp.

#include <cstddef>
#include <string>
#include <string_view>

#include "text/spoken_context.h"

namespace timbre::text {

using SpokenRule = std::string (*)(const SpokenContext& context, std::size_t i, std::string& after);

// spoken_symbols.cpp
std::string say_symbol(const SpokenContext& context, std::size_t i, std::string& after);
/// What no other rule knows: digits, signs and capitals among letters. "MP3" → "M P three", "2+2=4".
[[nodiscard]] std::string say_mixture(std::string_view word, bool is_shouting);

// spoken_addresses.cpp: of the net, of mail, of a telephone
std::string say_address(const SpokenContext& context, std::size_t i, std::string& after);
std::string say_tag(const SpokenContext& context, std::size_t i, std::string& after);
std::string say_telephone(const SpokenContext& context, std::size_t i, std::string& after);

// spoken_amounts.cpp
std::string say_money(const SpokenContext& context, std::size_t i, std::string& after);
/// The number of "USD 20", which is said with the currency before it, and not again.
[[nodiscard]] bool is_said_with_currency(const SpokenContext& context, std::size_t i);
std::string say_unit(const SpokenContext& context, std::size_t i, std::string& after);
std::string say_fraction(const SpokenContext& context, std::size_t i, std::string& after);
std::string say_range(const SpokenContext& context, std::size_t i, std::string& after);
std::string say_scientific(const SpokenContext& context, std::size_t i, std::string& after);
std::string say_ordinal(const SpokenContext& context, std::size_t i, std::string& after);
std::string say_number(const SpokenContext& context, std::size_t i, std::string& after);

// spoken_dates.cpp
std::string say_date(const SpokenContext& context, std::size_t i, std::string& after);
std::string say_time(const SpokenContext& context, std::size_t i, std::string& after);
std::string say_decade(const SpokenContext& context, std::size_t i, std::string& after);
std::string say_day_of_month(const SpokenContext& context, std::size_t i, std::string& after);
/// "7:30" → "seven thirty"; empty for what is no time of day. `names_hour`: "7:00" is "seven o'clock", not "seven".
[[nodiscard]] std::string clock_words(std::string_view time, bool names_hour);
/// "1990s", "90s", "'90s"; empty for anything else.
[[nodiscard]] std::string decade_words(std::string_view word);

// spoken_abbreviations.cpp
std::string say_abbreviation(const SpokenContext& context, std::size_t i, std::string& after);

// spoken_letters.cpp
std::string say_roman_numeral(const SpokenContext& context, std::size_t i, std::string& after);
std::string say_initials(const SpokenContext& context, std::size_t i, std::string& after);
std::string say_acronym(const SpokenContext& context, std::size_t i, std::string& after);
/// Capitals as they are said: "BBC" → "B B C", "NASA" stays. `is_alone`: no digits or signs beside them, so that they
/// may be a word in capitals.
[[nodiscard]] std::string capitals_words(std::string_view capitals, bool is_shouting, bool is_alone);
/// "B B C"; small letters become capitals.
[[nodiscard]] std::string spelt(std::string_view letters);

}  // namespace timbre::text
