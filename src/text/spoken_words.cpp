#include "text/spoken_words.h"

#include <algorithm>
#include <array>

namespace timbre::text {
namespace {

constexpr std::array kAbbreviations = {
    Abbreviation{"Mr", "Mister", false, false},
    Abbreviation{"Mrs", "Missus", false, false},
    Abbreviation{"Ms", "Miz", false, false},
    Abbreviation{"Dr", "Doctor", false, false},
    Abbreviation{"Prof", "Professor"},
    Abbreviation{"Rev", "Reverend"},
    Abbreviation{"Hon", "Honorable"},
    Abbreviation{"Gen", "General"},
    Abbreviation{"Col", "Colonel"},
    Abbreviation{"Capt", "Captain"},
    Abbreviation{"Lt", "Lieutenant"},
    Abbreviation{"Sgt", "Sergeant"},
    Abbreviation{"Gov", "Governor"},
    Abbreviation{"Sen", "Senator"},
    Abbreviation{"Rep", "Representative"},
    Abbreviation{"Jr", "Junior", true, false},
    Abbreviation{"Sr", "Senior", true, false},
    Abbreviation{"St", "Saint"},  // "Street" after a name: spoken_form.cpp
    Abbreviation{"Ave", "Avenue", true},
    Abbreviation{"Blvd", "Boulevard", true},
    Abbreviation{"Rd", "Road", true},
    Abbreviation{"Mt", "Mount"},
    Abbreviation{"Ft", "Fort"},
    Abbreviation{"Inc", "Incorporated", true},
    Abbreviation{"Ltd", "Limited", true, false},
    Abbreviation{"Co", "Company", true},
    Abbreviation{"Corp", "Corporation", true},
    Abbreviation{"Dept", "Department"},
    Abbreviation{"dept", "department"},
    Abbreviation{"approx", "approximately"},
    Abbreviation{"etc", "et cetera", true, false},
    Abbreviation{"e.g", "for example"},
    Abbreviation{"i.e", "that is"},
    Abbreviation{"vs", "versus", false, false},
    Abbreviation{"a.m", "a m", true},
    Abbreviation{"p.m", "p m", true},
    Abbreviation{"A.M", "a m", true},
    Abbreviation{"P.M", "p m", true},
    Abbreviation{"am", "a m", true},  // only after a time: spoken_form.cpp
    Abbreviation{"pm", "p m", true},
};

constexpr std::array kUnits = {
    Unit{"km", "kilometer", "kilometers"},
    Unit{"m", "meter", "meters"},
    Unit{"cm", "centimeter", "centimeters"},
    Unit{"mm", "millimeter", "millimeters"},
    Unit{"mi", "mile", "miles"},
    Unit{"ft", "foot", "feet"},
    Unit{"yd", "yard", "yards"},
    Unit{"kg", "kilogram", "kilograms"},
    Unit{"g", "gram", "grams"},
    Unit{"mg", "milligram", "milligrams"},
    Unit{"lb", "pound", "pounds"},
    Unit{"lbs", "pound", "pounds"},
    Unit{"oz", "ounce", "ounces"},
    Unit{"l", "liter", "liters"},
    Unit{"L", "liter", "liters"},
    Unit{"ml", "milliliter", "milliliters"},
    Unit{"mph", "mile an hour", "miles an hour"},
    Unit{"km/h", "kilometer an hour", "kilometers an hour"},
    Unit{"m/s", "meter per second", "meters per second"},
    Unit{"Hz", "hertz", "hertz"},
    Unit{"kHz", "kilohertz", "kilohertz"},
    Unit{"MHz", "megahertz", "megahertz"},
    Unit{"GHz", "gigahertz", "gigahertz"},
    Unit{"dB", "decibel", "decibels"},
    Unit{"ms", "millisecond", "milliseconds"},
    Unit{"s", "second", "seconds"},
    Unit{"min", "minute", "minutes"},
    Unit{"h", "hour", "hours"},
    Unit{"hrs", "hour", "hours"},
    Unit{"kB", "kilobyte", "kilobytes"},
    Unit{"KB", "kilobyte", "kilobytes"},
    Unit{"MB", "megabyte", "megabytes"},
    Unit{"GB", "gigabyte", "gigabytes"},
    Unit{"TB", "terabyte", "terabytes"},
    Unit{"W", "watt", "watts"},
    Unit{"kW", "kilowatt", "kilowatts"},
    Unit{"MW", "megawatt", "megawatts"},
    Unit{"kWh", "kilowatt hour", "kilowatt hours"},
    Unit{"V", "volt", "volts"},
    Unit{"°", "degree", "degrees"},
    Unit{"°C", "degree Celsius", "degrees Celsius"},
    Unit{"°F", "degree Fahrenheit", "degrees Fahrenheit"},
    Unit{"%", "percent", "percent"},
};

constexpr std::array<std::string_view, 12> kMonths = {"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};

constexpr std::array kCurrencies = {Currency{"$", "dollar", "dollars", "cent", "cents"},
                                    Currency{"€", "euro", "euros", "cent", "cents"},
                                    Currency{"£", "pound", "pounds", "penny", "pence"}};

template <typename List>
auto find_written(const List& list, std::string_view written) -> decltype(list.data()) {
  const auto found =
      std::find_if(list.begin(), list.end(), [&](const auto& entry) { return entry.written == written; });
  return found == list.end() ? nullptr : &*found;
}

}  // namespace

const Abbreviation* find_abbreviation(std::string_view written) { return find_written(kAbbreviations, written); }

const Unit* find_unit(std::string_view written) { return find_written(kUnits, written); }

std::string_view month_name(std::string_view written) {
  for (const auto month : kMonths) {
    const bool is_short = written.size() == 3 || written == "Sept";
    if (written == month || (is_short && month.starts_with(written))) return month;
  }
  return {};
}

std::string_view month_name(unsigned number) {
  return number >= 1 && number <= kMonths.size() ? kMonths[number - 1] : std::string_view();
}

const Currency* find_currency(std::string_view text) {
  const auto found = std::find_if(kCurrencies.begin(), kCurrencies.end(),
                                  [text](const Currency& currency) { return text.starts_with(currency.sign); });
  return found == kCurrencies.end() ? nullptr : &*found;
}

}  // namespace timbre::text
