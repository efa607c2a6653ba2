#include "score/advice_check.h"

#include <cmath>
#include <string>

#include "score/advice_numbers.h"
#include "score/advice_phrases.h"
#include "score/number_text.h"

namespace timbre::score {
namespace {

using measure::MeasureInfo;

/// "Loudness is -38.2 LUFS".
std::string what_is(const MeasureFact& fact) {
  const MeasureInfo& info = measure::measure_info(fact.id);
  std::string text = std::string(info.title) + " is " + number_text(fact.value, info.decimals);
  if (!info.unit.empty()) text += " " + std::string(info.unit);
  return text;
}

std::string wrong_value(const AnsweredTip& tip, const MeasureFact& fact) {
  const int decimals = measure::measure_info(fact.id).decimals;
  const double half_a_digit = 0.5 * std::pow(10.0, -decimals);
  if (std::abs(tip.value - fact.value) < half_a_digit) return {};
  return "it says " + number_text(tip.value, decimals) + "; " + what_is(fact);
}

std::string wrong_direction(const AnsweredTip& tip, const MeasureFact& fact) {
  if (tip.direction == fact.change) return {};
  const std::string wants = "it wants to " + std::string(to_string(tip.direction)) + " it; ";
  switch (fact.change) {
    case Change::Keep:
      return wants + what_is(fact) + ", which is good";
    case Change::Raise:
      return wants + what_is(fact) + ", which is too low";
    case Change::Lower:
      return wants + what_is(fact) + ", which is too high";
  }
  return {};
}

}  // namespace

std::string contradiction(const AnsweredTip& tip, const AdviceFacts& facts) {
  const MeasureFact* fact = facts.find(tip.measure);
  if (fact == nullptr) {
    return std::string(measure::measure_info(tip.measure).title) + " was not judged in this take";
  }
  std::string why = wrong_value(tip, *fact);
  if (why.empty()) why = wrong_direction(tip, *fact);
  if (why.empty()) why = contradicted_number(tip.text, *fact, facts);
  if (why.empty()) why = contradicted_phrase(tip.text, facts);
  if (why.empty() && fact->change != Change::Keep && is_praise(tip.text)) {
    why = "it praises what must change: " + what_is(*fact);
  }
  return why;
}

Result<CheckedAdvice> check_advice(std::string_view answer, const AdviceFacts& facts) {
  TRY(AdviceAnswer read, read_advice_answer(answer));
  CheckedAdvice checked;
  checked.dropped = std::move(read.dropped);
  for (AnsweredTip& tip : read.tips) {
    const std::string why = contradiction(tip, facts);
    if (why.empty()) {
      checked.tips.push_back(std::move(tip));
    } else {
      checked.dropped.push_back({shown_text(tip.text), why});
    }
  }
  return checked;
}

}  // namespace timbre::score
