#include "phones/german_text.h"

#include <algorithm>
#include <array>
#include <optional>

#include "text/spoken_context.h"

namespace timbre::phones {
namespace {

using text::SpokenContext;

struct Entry {
  std::string_view written, one, many;
};

constexpr std::array kUnits = {Entry{"km", "Kilometer", "Kilometer"},
                               Entry{"m", "Meter", "Meter"},
                               Entry{"cm", "Zentimeter", "Zentimeter"},
                               Entry{"mm", "Millimeter", "Millimeter"},
                               Entry{"kg", "Kilogramm", "Kilogramm"},
                               Entry{"g", "Gramm", "Gramm"},
                               Entry{"mg", "Milligramm", "Milligramm"},
                               Entry{"t", "Tonne", "Tonnen"},
                               Entry{"l", "Liter", "Liter"},
                               Entry{"ml", "Milliliter", "Milliliter"},
                               Entry{"km/h", "Kilometer pro Stunde", "Kilometer pro Stunde"},
                               Entry{"m²", "Quadratmeter", "Quadratmeter"},
                               Entry{"m³", "Kubikmeter", "Kubikmeter"},
                               Entry{"Hz", "Hertz", "Hertz"},
                               Entry{"kHz", "Kilohertz", "Kilohertz"},
                               Entry{"dB", "Dezibel", "Dezibel"},
                               Entry{"W", "Watt", "Watt"},
                               Entry{"kW", "Kilowatt", "Kilowatt"},
                               Entry{"kWh", "Kilowattstunde", "Kilowattstunden"},
                               Entry{"GB", "Gigabyte", "Gigabyte"},
                               Entry{"MB", "Megabyte", "Megabyte"},
                               Entry{"ms", "Millisekunde", "Millisekunden"},
                               Entry{"s", "Sekunde", "Sekunden"},
                               Entry{"min", "Minute", "Minuten"},
                               Entry{"h", "Stunde", "Stunden"},
                               Entry{"Std", "Stunde", "Stunden"},
                               Entry{"%", "Prozent", "Prozent"},
                               Entry{"‰", "Promille", "Promille"},
                               Entry{"°C", "Grad Celsius", "Grad Celsius"},
                               Entry{"°", "Grad", "Grad"}};

constexpr std::array kCurrencies = {Entry{"€", "Euro", "Euro"},     Entry{"EUR", "Euro", "Euro"},
                                    Entry{"$", "Dollar", "Dollar"}, Entry{"USD", "Dollar", "Dollar"},
                                    Entry{"£", "Pfund", "Pfund"},   Entry{"CHF", "Franken", "Franken"},
                                    Entry{"¥", "Yen", "Yen"}};

/// With their full stops taken away; those of two parts are written without a space or with one.
constexpr std::array kAbbreviations = {Entry{"Dr", "Doktor", ""},         Entry{"Prof", "Professor", ""},
                                       Entry{"Hr", "Herr", ""},           Entry{"Hrn", "Herrn", ""},
                                       Entry{"Fr", "Frau", ""},           Entry{"Nr", "Nummer", ""},
                                       Entry{"Str", "Straße", ""},        Entry{"bzw", "beziehungsweise", ""},
                                       Entry{"usw", "und so weiter", ""}, Entry{"ca", "circa", ""},
                                       Entry{"evtl", "eventuell", ""},    Entry{"ggf", "gegebenenfalls", ""},
                                       Entry{"inkl", "inklusive", ""},    Entry{"vgl", "vergleiche", ""},
                                       Entry{"Mio", "Millionen", ""},     Entry{"Mrd", "Milliarden", ""},
                                       Entry{"z.B", "zum Beispiel", ""},  Entry{"d.h", "das heißt", ""},
                                       Entry{"u.a", "unter anderem", ""}, Entry{"o.ä", "oder ähnlich", ""},
                                       Entry{"Tel", "Telefon", ""},       Entry{"Abb", "Abbildung", ""},
                                       Entry{"S", "Seite", ""},           Entry{"St", "Sankt", ""}};

constexpr std::array kSigns = {Entry{"&", "und", ""}, Entry{"+", "plus", ""},    Entry{"=", "gleich", ""},
                               Entry{"@", "at", ""},  Entry{"#", "Raute", ""},   Entry{"§", "Paragraf", ""},
                               Entry{"×", "mal", ""}, Entry{"%", "Prozent", ""}, Entry{"→", "nach", ""}};

constexpr std::array<std::string_view, 12> kMonths = {"Januar",    "Februar", "März",     "April",
                                                      "Mai",       "Juni",    "Juli",     "August",
                                                      "September", "Oktober", "November", "Dezember"};

/// Ordinals of days as they stand behind "der" or "am": "dritte" takes an n there.
constexpr std::array<std::string_view, 20> kOrdinals = {
    "",           "erste",      "zweite",     "dritte",     "vierte",     "fünfte",    "sechste",
    "siebte",     "achte",      "neunte",     "zehnte",     "elfte",      "zwölfte",   "dreizehnte",
    "vierzehnte", "fünfzehnte", "sechzehnte", "siebzehnte", "achtzehnte", "neunzehnte"};
constexpr std::array<std::string_view, 10> kOnes = {"",     "ein",   "zwei",   "drei", "vier",
                                                    "fünf", "sechs", "sieben", "acht", "neun"};

template <typename List>
const Entry* find(const List& list, std::string_view written) {
  const auto at =
      std::find_if(list.begin(), list.end(), [written](const Entry& entry) { return entry.written == written; });
  return at == list.end() ? nullptr : &*at;
}

/// Digits, points between groups of three, one comma: "1.234,56".
std::size_t number_length(std::string_view text) {
  std::size_t end = 0;
  bool has_comma = false;
  while (end < text.size()) {
    const bool has_digit_next = end + 1 < text.size() && text::is_ascii_digit(text[end + 1]);
    const bool is_joint = end > 0 && has_digit_next && !has_comma && (text[end] == ',' || text[end] == '.');
    if (!text::is_ascii_digit(text[end]) && !is_joint) break;
    has_comma = has_comma || text[end] == ',';
    ++end;
  }
  return end;
}
bool is_number(std::string_view text) { return !text.empty() && number_length(text) == text.size(); }

/// "am dritten", "der dritte".
std::string ordinal(std::uint64_t day, std::string_view before) {
  const std::uint64_t ones = day % 10;
  std::string words = day < 20 ? std::string(kOrdinals[day]) : "";
  if (day >= 20) words = (ones > 0 ? std::string(kOnes[ones]) + "und" : "") + (day < 30 ? "zwanzigste" : "dreißigste");
  const bool has_nominative = before == "der" || before == "Der";
  return words + (has_nominative ? "" : "n");
}

bool is_month(std::string_view word) { return std::find(kMonths.begin(), kMonths.end(), word) != kMonths.end(); }

/// "03.05.2024", "2024-05-03".
std::string date(std::string_view word, std::string_view before) {
  const bool is_iso = word.size() == 10 && word[4] == '-' && word[7] == '-';
  const std::size_t first = word.find('.');
  const std::size_t second = first == std::string_view::npos ? first : word.find('.', first + 1);
  if (!is_iso && (second == std::string_view::npos || word.size() < second + 3)) return {};
  const std::string_view year = is_iso ? word.substr(0, 4) : word.substr(second + 1);
  const auto month = text::small_number(is_iso ? word.substr(5, 2) : word.substr(first + 1, second - first - 1), 12);
  const auto day = text::small_number(is_iso ? word.substr(8, 2) : word.substr(0, first), 31);
  if (!month || !day || *month == 0 || *day == 0 || !text::all_digits(year) || (year.size() != 4 && year.size() != 2))
    return {};
  return ordinal(*day, before) + " " + std::string(kMonths[*month - 1]) + " " + std::string(year);
}

/// "3,50" of a currency: "3 Euro 50".
std::string money(std::string_view number, const Entry& currency) {
  const std::size_t comma = std::min(number.find(','), number.size());
  const std::string_view whole = number.substr(0, comma);
  const std::string_view cents = comma < number.size() ? number.substr(comma + 1) : std::string_view();
  const std::string name(currency.one);
  if (cents.size() != 2) return (number == "1" ? "ein" : std::string(number)) + " " + name;
  const std::string words = (whole == "1" ? "ein" : std::string(whole)) + " " + name;
  return cents == "00" ? words : words + " " + std::string(cents.front() == '0' ? cents.substr(1) : cents);
}

/// "9:05", with "Uhr" behind it or not: "9 Uhr 5".
std::string clock(std::string_view word) {
  const std::size_t colon = word.find(':');
  if (colon == std::string_view::npos || word.size() != colon + 3) return {};
  const auto hour = text::small_number(word.substr(0, colon), 24);
  const auto minute = text::small_number(word.substr(colon + 1), 59);
  if (!hour || !minute) return {};
  const std::string words = (*hour == 1 ? "ein" : std::to_string(*hour)) + " Uhr";
  return *minute == 0 ? words : words + " " + std::to_string(*minute);
}

/// Of the net or of mail, where it has a point or an "@" and small letters around it.
std::string address(std::string_view word) {
  const bool has_scheme = text::take_beginning(word, "https://") || text::take_beginning(word, "http://");
  const std::size_t point = word.rfind('.');
  const bool has_host = point != std::string_view::npos && point > 0 && point + 2 < word.size() &&
                        text::is_ascii_letter(word[point - 1]) && text::is_ascii_letter(word[point + 1]) &&
                        !text::is_ascii_capital(word[point + 1]);
  if (!has_scheme && !has_host) return {};
  text::take_ending(word, "/");
  std::string words;
  for (const char c : word) {
    const std::string_view name = c == '.'   ? " Punkt "
                                  : c == '@' ? " at "
                                  : c == '/' ? " Schrägstrich "
                                  : c == '-' ? " Minus "
                                  : c == '_' ? " Unterstrich "
                                             : "";
    name.empty() ? words.push_back(c) : static_cast<void>(words += name);
  }
  return words;
}

std::string amount(const SpokenContext& context, std::size_t i) {
  std::string_view word = context.text(i);
  const bool is_negative = text::take_beginning(word, "-") || text::take_beginning(word, "−");
  const std::string sign = is_negative ? "minus " : "";
  for (const Entry& currency : kCurrencies) {
    std::string_view number = word;
    const bool has_sign = text::take_beginning(number, currency.written) || text::take_ending(number, currency.written);
    if (has_sign && is_number(number)) return sign + money(number, currency);
  }
  const std::size_t length = number_length(word);
  if (length == 0) return {};
  const std::string number(word.substr(0, length));
  if (const Entry* currency = find(kCurrencies, context.next(i)); currency != nullptr && length == word.size())
    return sign + money(number, *currency);
  const Entry* unit = find(kUnits, word.substr(length));
  if (unit != nullptr)
    return sign + (number == "1" ? "ein" : number) + " " + std::string(number == "1" ? unit->one : unit->many);
  return is_negative && length == word.size() ? sign + number : std::string();
}

std::string abbreviation(const SpokenContext& context, std::size_t i, std::string& after) {
  if (!after.starts_with('.')) return {};
  const std::string_view word = context.text(i);
  const std::string_view following = context.following(i);
  const bool is_page = word != "S" || is_number(following);
  const Entry* found = find(kAbbreviations, word);
  if (found == nullptr || !is_page) return {};
  if (i + 1 < context.size()) after.erase(0, 1);
  return std::string(found->one);
}

/// "z. B." in two tokens: the first says both.
std::string_view split_abbreviation(const SpokenContext& context, std::size_t i) {
  if (i + 1 >= context.size() || context.core(i).after != "." || !context.core(i + 1).after.starts_with('.')) return {};
  const Entry* found = find(kAbbreviations, std::string(context.text(i)) + "." + std::string(context.text(i + 1)));
  return found == nullptr ? std::string_view() : found->one;
}

std::string say(const SpokenContext& context, std::size_t i, std::string& after) {
  const std::string_view word = context.text(i);
  if (i > 0 && !split_abbreviation(context, i - 1).empty()) {
    if (i + 1 < context.size()) after.erase(0, 1);
    return {};
  }
  if (const auto both = split_abbreviation(context, i); !both.empty()) {
    after.clear();
    return std::string(both);
  }
  const bool is_said_before = find(kCurrencies, word) != nullptr && is_number(context.previous(i));
  if (is_said_before || (word == "Uhr" && !clock(context.previous(i)).empty())) return {};
  const auto day = text::small_number(word, 31);
  if (day && *day > 0 && after == "." && is_month(context.following(i))) {
    after.clear();
    return ordinal(*day, context.previous(i));
  }
  if (const Entry* unit = find(kUnits, word); unit != nullptr && is_number(context.previous(i)))
    return std::string(context.previous(i) == "1" ? unit->one : unit->many);
  for (std::string words : {date(word, context.previous(i)), clock(word), amount(context, i), address(word),
                            abbreviation(context, i, after)}) {
    if (!words.empty()) return words;
  }
  const Entry* sign = find(kSigns, word);
  return std::string(sign != nullptr ? sign->one : word);
}

}  // namespace

std::vector<text::SpokenToken> german_tokens(std::string_view written) {
  std::vector<text::SpokenToken> tokens = text::spoken_tokens(written, "de");
  std::vector<text::TokenCore> cores;
  cores.reserve(tokens.size());
  for (const auto& token : tokens) cores.push_back(text::core_of(token.written));
  const SpokenContext context(std::move(cores));
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    std::string after = context.core(i).after;
    std::string words = say(context, i, after);
    tokens[i].spoken = context.core(i).before + words + after;
  }
  return tokens;
}

}  // namespace timbre::phones
