#include "text/spoken_form.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/utf8.h"
#include "text/spoken_context.h"
#include "text/spoken_rules.h"

namespace timbre::text {
namespace {

/// The first that knows a token speaks for it: the narrow ones before the wide ones.
constexpr std::array<SpokenRule, 19> kRules = {
    &say_symbol,       &say_address, &say_tag,          &say_telephone, &say_roman_numeral, &say_money, &say_decade,
    &say_unit,         &say_date,    &say_time,         &say_ordinal,   &say_fraction,      &say_range, &say_scientific,
    &say_day_of_month, &say_number,  &say_abbreviation, &say_initials,  &say_acronym};

std::string say_token(const SpokenContext& context, std::size_t i) {
  const TokenCore& core = context.core(i);
  if (is_said_with_currency(context, i)) return core.before + core.after;
  std::string after = core.after;
  for (const SpokenRule rule : kRules) {
    std::string words = rule(context, i, after);
    if (!words.empty()) return core.before + words + after;
  }
  return core.before + say_mixture(core.text, context.is_shouting()) + after;
}

bool is_gap(char c) { return static_cast<unsigned char>(c) <= ' '; }

}  // namespace

std::vector<SpokenToken> spoken_tokens(std::string_view bytes, std::string_view language) {
  const std::string text = valid_utf8(bytes);
  std::vector<SpokenToken> tokens;
  for (auto at = text.begin(); at != text.end();) {
    at = std::find_if_not(at, text.end(), is_gap);
    const auto end = std::find_if(at, text.end(), is_gap);
    if (at == end) break;
    tokens.push_back({std::string(at, end), std::string(at, end), static_cast<std::size_t>(at - text.begin())});
    at = end;
  }
  if (language != "en" && !language.starts_with("en-")) return tokens;
  std::vector<TokenCore> cores;
  cores.reserve(tokens.size());
  for (const auto& token : tokens) cores.push_back(core_of(token.written));
  const SpokenContext context(std::move(cores));
  for (std::size_t i = 0; i < tokens.size(); ++i) tokens[i].spoken = say_token(context, i);
  return tokens;
}

std::string spoken_form(std::string_view text, std::string_view language) {
  std::string spoken;
  for (const auto& token : spoken_tokens(text, language)) {
    if (!token.spoken.empty()) spoken.append(spoken.empty() ? "" : " ").append(token.spoken);
  }
  return spoken;
}

}  // namespace timbre::text
