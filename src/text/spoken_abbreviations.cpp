#include <algorithm>
#include <array>

#include "text/spoken_rules.h"
#include "text/spoken_words.h"

namespace timbre::text {
namespace {

bool begins_with_digit(std::string_view word) { return !word.empty() && is_ascii_digit(word.front()); }

/// Behind a number or before one only: "p. 5", "2nd ed.", "6 in.".
struct NumberWord {
  std::string_view written, one, many;
  bool is_before = true;  ///< the number follows it
};
constexpr std::array kNumberWords = {NumberWord{"p", "page", "page"},
                                     NumberWord{"pp", "pages", "pages"},
                                     NumberWord{"Fig", "Figure", "Figure"},
                                     NumberWord{"fig", "figure", "figure"},
                                     NumberWord{"Figs", "Figures", "Figures"},
                                     NumberWord{"Vol", "Volume", "Volume"},
                                     NumberWord{"vol", "volume", "volume"},
                                     NumberWord{"Ch", "Chapter", "Chapter"},
                                     NumberWord{"ch", "chapter", "chapter"},
                                     NumberWord{"Sec", "Section", "Section"},
                                     NumberWord{"sec", "section", "section"},
                                     NumberWord{"Eq", "Equation", "Equation"},
                                     NumberWord{"ext", "extension", "extension"},
                                     NumberWord{"c", "circa", "circa"},
                                     NumberWord{"ca", "circa", "circa"},
                                     NumberWord{"No", "Number", "Number"},
                                     NumberWord{"no", "number", "number"},
                                     NumberWord{"Nos", "Numbers", "Numbers"},
                                     NumberWord{"nos", "numbers", "numbers"},
                                     NumberWord{"Art", "Article", "Article"},
                                     NumberWord{"Rm", "Room", "Room"},
                                     NumberWord{"Apt", "Apartment", "Apartment"},
                                     NumberWord{"Ste", "Suite", "Suite"},
                                     NumberWord{"l", "line", "line"},
                                     NumberWord{"in", "inch", "inches", false},
                                     NumberWord{"ed", "edition", "edition", false},
                                     NumberWord{"sq", "square", "square", false}};

std::string number_word(const SpokenContext& context, std::size_t i, std::string& after) {
  if (!after.starts_with('.')) return {};
  for (const NumberWord& word : kNumberWords) {
    if (word.written != context.text(i)) continue;
    const bool is_beside = begins_with_digit(word.is_before ? context.following(i) : context.previous(i));
    const bool takes_roman = word.is_before && (word.written.size() > 2 || ascii_lower(word.written) == "ch");
    const bool is_roman = takes_roman && !context.following(i).empty() &&
                          context.following(i).find_first_not_of("IVXL") == std::string_view::npos;
    if (!is_beside && !is_roman) return {};
    const bool is_last = i + 1 == context.size() || (!word.is_before && begins_with_capital(context.following(i)));
    if (!is_last) after.erase(0, 1);
    return std::string(context.previous(i) == "1" ? word.one : word.many);
  }
  return {};
}

constexpr std::array<std::string_view, 7> kWeekdays = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                       "Friday", "Saturday", "Sunday"};

/// "Mon., 3 May": with a stop, and a date or a comma behind it.
std::string weekday(const SpokenContext& context, std::size_t i, std::string& after) {
  const std::string_view word = context.text(i);
  if (!after.starts_with('.') || word.size() < 3 || word.size() > 5) return {};
  const std::string_view following = context.following(i);
  const bool is_date = after.starts_with(".,") || begins_with_digit(following) || !month_name(following).empty();
  if (!is_date) return {};
  for (const std::string_view day : kWeekdays) {
    if (!day.starts_with(word)) continue;
    after.erase(0, 1);
    return std::string(day);
  }
  return {};
}

/// "Jan. 3", "Oct 2023".
std::string month(const SpokenContext& context, std::size_t i, std::string& after) {
  const std::string_view word = context.text(i);
  const std::string_view name = word.size() <= 4 ? month_name(word) : std::string_view();
  const bool is_beside_number =
      begins_with_digit(context.following(i)) || (i > 0 && begins_with_digit(context.text(i - 1)));
  if (name.empty() || name == word || !is_beside_number) return {};
  if (after.starts_with('.') && i + 1 < context.size()) after.erase(0, 1);
  return std::string(name);
}

/// "pm" after a time or an hour.
bool is_half_of_day(const SpokenContext& context, std::size_t i) {
  const std::string_view word = context.text(i);
  const bool is_half = word == "am" || word == "pm" || word == "AM" || word == "PM";
  return is_half && begins_with_digit(context.previous(i));
}

/// "Main St." and "Elm Dr." are streets, "St. Peter" and "Dr. Lee" are not.
std::string_view street_word(const SpokenContext& context, std::size_t i) {
  const std::string_view word = context.text(i);
  const std::string_view previous = context.previous(i);
  const bool is_before_capital = begins_with_capital(context.following(i));
  if (i == 0 || !begins_with_capital(previous)) return {};
  if (word == "St") return is_before_capital && i == 1 ? std::string_view() : "Street";
  return word == "Dr" && !is_before_capital ? "Drive" : std::string_view();
}

}  // namespace

/// Takes the abbreviation's own full stop away, unless it ends the sentence as well.
std::string say_abbreviation(const SpokenContext& context, std::size_t i, std::string& after) {
  for (const auto rule : {&number_word, &weekday, &month}) {
    std::string words = rule(context, i, after);
    if (!words.empty()) return words;
  }
  const std::string_view word = context.text(i);
  const bool has_stop = after.starts_with('.');
  const bool is_half = is_half_of_day(context, i);
  const bool is_last = context.following(i).empty();
  const bool is_before_capital = begins_with_capital(context.following(i));
  const Abbreviation* found = find_abbreviation(word == "AM" ? "am" : word == "PM" ? "pm" : word);
  if (found == nullptr || (found->needs_full_stop && !has_stop && !is_half)) return {};
  if (ascii_lower(word) == found->written && found->written.size() == 2 && found->spoken[1] == ' ' && !is_half)
    return {};
  const std::string_view street = street_word(context, i);
  const bool ends_sentence =
      (found->may_end_sentence || !street.empty()) && (is_last || is_before_capital) && after == ".";
  if (has_stop && !ends_sentence) after.erase(0, 1);
  return std::string(street.empty() ? found->spoken : street);
}

}  // namespace timbre::text
