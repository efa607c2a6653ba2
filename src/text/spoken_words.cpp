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
    Abbreviation{"Messrs", "Messieurs", false, false},
    Abbreviation{"Maj", "Major"},
    Abbreviation{"Cpl", "Corporal"},
    Abbreviation{"Pvt", "Private"},
    Abbreviation{"Adm", "Admiral"},
    Abbreviation{"Cmdr", "Commander"},
    Abbreviation{"Pres", "President"},
    Abbreviation{"Supt", "Superintendent"},
    Abbreviation{"Esq", "Esquire", true},
    Abbreviation{"Univ", "University"},
    Abbreviation{"Bros", "Brothers", true},
    Abbreviation{"Assn", "Association", true},
    Abbreviation{"Hwy", "Highway"},
    Abbreviation{"Pkwy", "Parkway", true},
    Abbreviation{"Sq", "Square", true},
    Abbreviation{"govt", "government"},
    Abbreviation{"misc", "miscellaneous"},
    Abbreviation{"incl", "including"},
    Abbreviation{"excl", "excluding"},
    Abbreviation{"avg", "average"},
    Abbreviation{"max", "maximum"},
    Abbreviation{"min", "minimum"},
    Abbreviation{"est", "established"},
    Abbreviation{"tel", "telephone"},
    Abbreviation{"Tel", "Telephone"},
    Abbreviation{"cf", "compare"},
    Abbreviation{"al", "al", true},
    Abbreviation{"viz", "namely", false, false},
    Abbreviation{"pop", "population"},
    Abbreviation{"temp", "temperature"},
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
    Unit{"kV", "kilovolt", "kilovolts"},
    Unit{"mA", "milliamp", "milliamps"},
    Unit{"mAh", "milliamp hour", "milliamp hours"},
    Unit{"Ω", "ohm", "ohms"},
    Unit{"kΩ", "kilohm", "kilohms"},
    Unit{"J", "joule", "joules"},
    Unit{"kJ", "kilojoule", "kilojoules"},
    Unit{"kcal", "kilocalorie", "kilocalories"},
    Unit{"cal", "calorie", "calories"},
    Unit{"hPa", "hectopascal", "hectopascals"},
    Unit{"kPa", "kilopascal", "kilopascals"},
    Unit{"psi", "pound per square inch", "pounds per square inch"},
    Unit{"rpm", "revolution per minute", "revolutions per minute"},
    Unit{"fps", "frame per second", "frames per second"},
    Unit{"bpm", "beat per minute", "beats per minute"},
    Unit{"mpg", "mile per gallon", "miles per gallon"},
    Unit{"kbps", "kilobit per second", "kilobits per second"},
    Unit{"Mbps", "megabit per second", "megabits per second"},
    Unit{"Gbps", "gigabit per second", "gigabits per second"},
    Unit{"kbit/s", "kilobit per second", "kilobits per second"},
    Unit{"Mbit/s", "megabit per second", "megabits per second"},
    Unit{"MB/s", "megabyte per second", "megabytes per second"},
    Unit{"PB", "petabyte", "petabytes"},
    Unit{"px", "pixel", "pixels"},
    Unit{"dpi", "dot per inch", "dots per inch"},
    Unit{"µm", "micrometer", "micrometers"},
    Unit{"μm", "micrometer", "micrometers"},
    Unit{"nm", "nanometer", "nanometers"},
    Unit{"µs", "microsecond", "microseconds"},
    Unit{"ns", "nanosecond", "nanoseconds"},
    Unit{"µg", "microgram", "micrograms"},
    Unit{"t", "ton", "tons"},
    Unit{"ha", "hectare", "hectares"},
    Unit{"gal", "gallon", "gallons"},
    Unit{"cc", "cubic centimeter", "cubic centimeters"},
    Unit{"cl", "centiliter", "centiliters"},
    Unit{"dl", "deciliter", "deciliters"},
    Unit{"mL", "milliliter", "milliliters"},
    Unit{"hr", "hour", "hours"},
    Unit{"mins", "minute", "minutes"},
    Unit{"secs", "second", "seconds"},
    Unit{"sec", "second", "seconds"},
    Unit{"yr", "year", "years"},
    Unit{"yrs", "year", "years"},
    Unit{"kn", "knot", "knots"},
    Unit{"m²", "square meter", "square meters"},
    Unit{"km²", "square kilometer", "square kilometers"},
    Unit{"cm²", "square centimeter", "square centimeters"},
    Unit{"mm²", "square millimeter", "square millimeters"},
    Unit{"ft²", "square foot", "square feet"},
    Unit{"m³", "cubic meter", "cubic meters"},
    Unit{"cm³", "cubic centimeter", "cubic centimeters"},
    Unit{"m/s²", "meter per second squared", "meters per second squared"},
    Unit{"g/cm³", "gram per cubic centimeter", "grams per cubic centimeter"},
    Unit{"‰", "per mille", "per mille"},
    Unit{"ppm", "part per million", "parts per million"},
    Unit{"°", "degree", "degrees"},
    Unit{"°C", "degree Celsius", "degrees Celsius"},
    Unit{"°F", "degree Fahrenheit", "degrees Fahrenheit"},
    Unit{"%", "percent", "percent"},
};

constexpr std::array<std::string_view, 12> kMonths = {"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};

/// Longer signs before those that they begin with. Without a cent: parts are said as a decimal.
constexpr std::array kCurrencies = {Currency{"US$", "U S dollar", "U S dollars", "cent", "cents"},
                                    Currency{"A$", "Australian dollar", "Australian dollars", "cent", "cents"},
                                    Currency{"C$", "Canadian dollar", "Canadian dollars", "cent", "cents"},
                                    Currency{"NZ$", "New Zealand dollar", "New Zealand dollars", "cent", "cents"},
                                    Currency{"HK$", "Hong Kong dollar", "Hong Kong dollars", "cent", "cents"},
                                    Currency{"R$", "real", "reals", "centavo", "centavos"},
                                    Currency{"$", "dollar", "dollars", "cent", "cents"},
                                    Currency{"€", "euro", "euros", "cent", "cents"},
                                    Currency{"£", "pound", "pounds", "penny", "pence"},
                                    Currency{"¥", "yen", "yen", "", ""},
                                    Currency{"₹", "rupee", "rupees", "", ""},
                                    Currency{"₽", "ruble", "rubles", "", ""},
                                    Currency{"₩", "won", "won", "", ""},
                                    Currency{"₺", "lira", "lira", "", ""},
                                    Currency{"฿", "baht", "baht", "", ""},
                                    Currency{"₿", "bitcoin", "bitcoins", "", ""},
                                    Currency{"USD", "U S dollar", "U S dollars", "cent", "cents"},
                                    Currency{"EUR", "euro", "euros", "cent", "cents"},
                                    Currency{"GBP", "pound", "pounds", "penny", "pence"},
                                    Currency{"CHF", "Swiss franc", "Swiss francs", "", ""},
                                    Currency{"JPY", "yen", "yen", "", ""}};

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
