#include <algorithm>
#include <array>
#include <optional>

#include "text/function_words.h"
#include "text/spoken_numbers.h"
#include "text/spoken_rules.h"

namespace timbre::text {
namespace {

/// Capitals that are said as a word, though short or unlike one.
constexpr std::string_view kSaid =
    " NASA NATO UNESCO UNICEF OPEC AIDS SWAT NAFTA FIFA UEFA ASCII GIF PIN SIM RAM ROM LAN WAN IKEA LEGO COVID SARS "
    "NASDAQ YOLO LASER RADAR SONAR SCUBA NIMBY POTUS SCOTUS ASEAN MENSA CERN ESA NORAD FEMA OSHA PETA MASH AWOL ZIP "
    "JSON "
    "YAML DRAM NAND CAPTCHA BASIC COBOL FORTRAN VAT BAFTA GATT HAMAS ISIS LED MOMA DOS SOHO NOAA FAQ ";
/// Capitals that are spelt, though they could be said.
constexpr std::string_view kSpelt =
    " USSR USAF UCLA ESPN UNHCR IOOF EULA IELTS ISBN ISSN HIV DIY AAA IPA API URL UI UX IQ EQ ETA ASAP AKA UFO CEO CFO "
    "CTO "
    "COO CIO OBE USB IBM AOL EPA IOU IUD IVF UAE UAV AARP IATA USPS OCD OCR IDE AMD APR EKG EEG ";
/// Words that are written in capitals to be heard: with fewer than four letters, as longer ones are said anyhow.
constexpr std::string_view kLoud =
    " NO NOT YES ALL ANY AND BUT YOU ARE THE OUT OFF NEW NOW HOW WHY TOP BIG BAD ONE TWO SIX TEN SO DO GO UP ON IN OR "
    "IF IS "
    "BE WE HE MY ME BY TO OF AS AT AN OH HEY WOW GET GOT HAS HAD HAVE HER HIM HIS OUR OWN SEE SAY SHE TRY USE WAS WAY "
    "MAN MEN "
    "DAY BOY END BUY EAT FUN FOR FREE RUN RED TOO WHO SALE MAX MIN LET PUT CAN DID DON WON HOT WAR LAW OLD ITS MUST ";

bool is_listed(std::string_view list, std::string_view word) {
  return list.find(" " + std::string(word) + " ") != std::string_view::npos;
}

struct Respelling {
  std::string_view written, spoken;
};
constexpr std::array kRespellings = {Respelling{"JPEG", "jay peg"},
                                     Respelling{"MPEG", "em peg"},
                                     Respelling{"IEEE", "I triple E"},
                                     Respelling{"NAACP", "N double A C P"},
                                     Respelling{"AAA", "triple A"},
                                     Respelling{"PhD", "P H D"},
                                     Respelling{"PhDs", "P H D's"},
                                     Respelling{"MSc", "M S C"},
                                     Respelling{"BSc", "B S C"},
                                     Respelling{"Ph.D", "P H D"},
                                     Respelling{"pH", "P H"},
                                     Respelling{"WiFi", "wife eye"},
                                     Respelling{"mRNA", "M R N A"},
                                     Respelling{"eBay", "e bay"},
                                     Respelling{"IDs", "I D's"},
                                     Respelling{"OK", "okay"},
                                     Respelling{"OKs", "okays"},
                                     Respelling{"N/A", "not applicable"},
                                     Respelling{"n/a", "not applicable"},
                                     Respelling{"w/", "with"},
                                     Respelling{"w/o", "without"},
                                     Respelling{"b/c", "because"},
                                     Respelling{"c/o", "care of"}};

bool is_vowel_letter(char c) { return std::string_view("AEIOUY").find(c) != std::string_view::npos; }

/// No English word begins so.
bool begins_unsayably(std::string_view capitals) {
  constexpr std::string_view kSecond = "AEIOUYHLRW";
  if (capitals.size() < 2 || is_vowel_letter(capitals[0]) || kSecond.find(capitals[1]) != std::string_view::npos)
    return false;
  const std::string_view pair = capitals.substr(0, 2);
  return pair.front() != 'S' && pair != "KN" && pair != "GN" && pair != "PS" && pair != "PN" && pair != "TS";
}

/// Books, chapters, wars: what is counted, so that a Roman numeral behind it is a plain number.
constexpr std::string_view kCounted =
    " chapter ch part act scene volume vol book section sec fig art article appendix phase type class level stage "
    "grade episode "
    "season "
    "figure table mark mk title war bowl league version unit lesson canto psalm lecture symphony game verse scheme "
    "category "
    "tier round group division apollo rocky fantasy olympiad exhibit annex corps ";
/// Kings, queens and popes.
constexpr std::string_view kRegal =
    " henry edward elizabeth george william charles james richard louis philip philippe napoleon pius john paul "
    "benedict leo "
    "gregory catherine alexander nicholas peter frederick ferdinand francis ivan ramses ramesses xerxes darius ptolemy "
    "mary "
    "albert otto rudolf leopold isabella carl karl gustav harald olaf olav christian haakon malcolm kenneth stephen "
    "urban "
    "clement innocent boniface sixtus julius alfonso pedro joseph felipe carlos margaret wilhelm robert david theodore "
    "selim "
    "mehmed murad cyrus artaxerxes antiochus seleucus baldwin casimir sigismund vladislaus maximilian matilda ";
/// Behind "I" these say that a person speaks.
constexpr std::string_view kVerbs =
    " am have had think know will would can could want saw met love like was did do believe ";

int roman_digit(char c) {
  switch (c) {
    case 'I':
      return 1;
    case 'V':
      return 5;
    case 'X':
      return 10;
    case 'L':
      return 50;
    case 'C':
      return 100;
    case 'D':
      return 500;
    case 'M':
      return 1000;
    default:
      return 0;
  }
}

std::string roman_of(int number) {
  struct Step {
    int value;
    std::string_view digits;
  };
  constexpr std::array kSteps = {Step{1000, "M"}, Step{900, "CM"}, Step{500, "D"}, Step{400, "CD"}, Step{100, "C"},
                                 Step{90, "XC"},  Step{50, "L"},   Step{40, "XL"}, Step{10, "X"},   Step{9, "IX"},
                                 Step{5, "V"},    Step{4, "IV"},   Step{1, "I"}};
  std::string out;
  for (const Step& step : kSteps) {
    for (; number >= step.value; number -= step.value) out += step.digits;
  }
  return out;
}

/// Only as numerals are properly written.
std::optional<int> roman_value(std::string_view word) {
  if (word.empty() || word.size() > 9) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const int digit = roman_digit(word[i]);
    if (digit == 0) return std::nullopt;
    const bool is_less = i + 1 < word.size() && digit < roman_digit(word[i + 1]);
    value += is_less ? -digit : digit;
  }
  return value > 0 && roman_of(value) == word ? std::optional(value) : std::nullopt;
}

/// "II" to "XXXIX" behind a name nobody knows; single letters and what may be an initialism ("XL", "CD") are not taken.
bool is_plain_numeral(std::string_view word, int value) {
  return word.size() > 1 && value < 40 && word.find_first_not_of("IVX") == std::string_view::npos;
}

bool is_initial(std::string_view word) { return word.size() == 1 && is_ascii_capital(word.front()); }

}  // namespace

std::string spelt(std::string_view letters) {
  std::string words;
  for (const char c : letters) {
    const char capital = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    words.append(words.empty() ? "" : " ").push_back(capital);
  }
  return words;
}

std::string capitals_words(std::string_view capitals, bool is_shouting, bool is_alone) {
  if (capitals.size() < 2 || is_listed(kSaid, capitals)) return std::string(capitals);
  if (capitals == "HMM" || capitals == "SHH" || capitals == "PSST" || capitals == "BRR") return std::string(capitals);
  const bool has_vowel = std::any_of(capitals.begin(), capitals.end(), is_vowel_letter);
  if (!has_vowel && capitals.size() <= 6) return spelt(capitals);
  if (!is_alone && capitals.size() <= 3) return spelt(capitals);
  if (is_shouting) return std::string(capitals);
  if (is_listed(kSpelt, capitals)) return spelt(capitals);
  const bool is_short = capitals.size() <= 3 && !is_listed(kLoud, capitals);
  return is_short || (capitals.size() <= 5 && begins_unsayably(capitals)) ? spelt(capitals) : std::string(capitals);
}

std::string say_roman_numeral(const SpokenContext& context, std::size_t i, std::string&) {
  std::string_view word = context.text(i);
  const bool is_possessive = take_ending(word, "'s") || take_ending(word, "’s");
  const auto value = roman_value(word);
  if (!value || context.is_shouting()) return {};
  const std::string ending = is_possessive ? "'s" : "";
  const bool is_behind_stop = i > 0 && context.core(i - 1).after == "." && context.text(i - 1).size() <= 4;
  const std::string_view name = is_behind_stop ? context.text(i - 1) : context.previous(i);
  const std::string before = ascii_lower(name);
  const auto number = static_cast<std::uint64_t>(*value);
  if (!before.empty() && is_listed(kCounted, before)) return spoken_cardinal(number) + ending;
  const bool is_speaker = word == "I" && is_listed(kVerbs, context.next(i));
  if (begins_with_capital(name) && is_listed(kRegal, before) && !is_speaker && number < 40)
    return "the " + spoken_ordinal(number) + ending;
  const bool is_named = begins_with_capital(name) && !all_capitals(name);
  return is_named && is_plain_numeral(word, *value) ? spoken_cardinal(number) + ending : std::string();
}

/// "U.S." is said letter by letter; the stop of "J. Smith" ends nothing.
std::string say_initials(const SpokenContext& context, std::size_t i, std::string& after) {
  const std::string_view word = context.text(i);
  const std::string_view following = context.following(i);
  const bool is_before_name = begins_with_capital(following) && !is_function_word(ascii_lower(following), "en");
  if (is_initial(word) && after == "." && is_before_name) {
    const bool is_of_name = i == 0 || begins_with_capital(context.text(i - 1)) || word != "I";
    if (is_of_name) after.clear();
    return is_of_name ? std::string(word) : std::string();
  }
  std::string letters;
  for (std::size_t at = 0; at < word.size(); ++at) {
    if (at % 2 == 0 ? !is_ascii_letter(word[at]) : word[at] != '.') return {};
    if (at % 2 == 0) letters += word[at];
  }
  if (letters.size() < 2 || word.back() == '.') return {};
  if (after.starts_with('.') && i + 1 < context.size()) after.erase(0, 1);
  return spelt(letters);
}

std::string say_acronym(const SpokenContext& context, std::size_t i, std::string& after) {
  const std::string_view word = context.text(i);
  for (const Respelling& respelling : kRespellings) {
    if (word != respelling.written) continue;
    if (word == "Ph.D" && after.starts_with('.') && i + 1 < context.size()) after.erase(0, 1);
    return std::string(respelling.spoken);
  }
  return {};
}

}  // namespace timbre::text
