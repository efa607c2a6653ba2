#include "studio/compare_takes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "score/number_text.h"
#include "score/thresholds.h"

namespace timbre::studio {
namespace {

using measure::MeasureId;

constexpr double kCountMatters = 2.0;  // clicks, pops, sharp s: so many more are named …
constexpr double kCountWeight = 2.0;   // … as if they were worth so many points

/// What the better of two takes has, for people. Measures without words here are named by their title.
constexpr std::array<std::pair<MeasureId, std::string_view>, 20> kPraise{{
    {MeasureId::SnrDb, "less noise behind the voice"},
    {MeasureId::NoiseFloorDbfs, "the quieter room"},
    {MeasureId::ClippedPercent, "less clipping"},
    {MeasureId::TruePeakDbtp, "peaks at a better level"},
    {MeasureId::LoudnessLufs, "the better level"},
    {MeasureId::DurationS, "the better length"},
    {MeasureId::SampleRateHz, "the better sample rate"},
    {MeasureId::SilencePercent, "the better share of speech"},
    {MeasureId::BandwidthHz, "the brighter, wider sound"},
    {MeasureId::Srmr, "less echo of the room"},
    {MeasureId::HumDb, "less mains hum"},
    {MeasureId::F0SpreadSt, "the livelier melody"},
    {MeasureId::DynamicsDb, "the livelier stress"},
    {MeasureId::SyllableRateHz, "the better pace"},
    {MeasureId::WordsPerMinute, "the better pace"},
    {MeasureId::PausesPerMinute, "the better number of pauses"},
    {MeasureId::PauseMedianS, "pauses of a better length"},
    {MeasureId::ClickCount, "fewer clicks"},
    {MeasureId::PlosiveCount, "fewer pops"},
    {MeasureId::SibilanceCount, "fewer sharp s sounds"},
}};

std::optional<double> number(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_number() ? std::optional(found->get<double>()) : std::nullopt;
}

std::string words(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<double> of_measure(const Json& card, MeasureId id, const char* field) {
  const auto found = card["measures"].find(std::string(measure::measure_info(id).name));
  if (found == card["measures"].end() || !found->is_object()) return std::nullopt;
  return number(*found, field);
}

std::string shown(MeasureId id, double value) {
  const auto& info = measure::measure_info(id);
  return score::number_text(value, info.decimals) + (info.unit.empty() ? "" : " ") + std::string(info.unit);
}

std::string_view letter(BetterTake take) { return take == BetterTake::A ? "A" : "B"; }

std::string sentence(const TakeDifference& difference) {
  const bool is_a = difference.better == BetterTake::A;
  const double better = *(is_a ? difference.a : difference.b);
  const double other = *(is_a ? difference.b : difference.a);
  const std::string values = shown(difference.measure, better) + " against " + shown(difference.measure, other) + ".";
  for (const auto& [id, praise] : kPraise) {
    if (id == difference.measure) {
      return std::string(letter(difference.better)) + " has " + std::string(praise) + ": " + values;
    }
  }
  return std::string(measure::measure_info(difference.measure).title) + " is better in " +
         std::string(letter(difference.better)) + ": " + values;
}

/// None where the two are alike, or one was not measured.
std::optional<TakeDifference> difference_of(const Json& a, const Json& b, MeasureId id) {
  TakeDifference out{id, of_measure(a, id, "value"), of_measure(b, id, "value"), BetterTake::Neither, {}, 0.0};
  if (!out.a || !out.b || *out.a == *out.b) return std::nullopt;
  const bool is_count = id == MeasureId::ClickCount || id == MeasureId::PlosiveCount || id == MeasureId::SibilanceCount;
  if (is_count) {
    if (std::abs(*out.a - *out.b) < kCountMatters) return std::nullopt;
    out.better = *out.a < *out.b ? BetterTake::A : BetterTake::B;
    out.weight = kCountWeight;
  } else {
    const auto grade_a = of_measure(a, id, "grade");
    const auto grade_b = of_measure(b, id, "grade");
    const auto threshold = score::threshold(id, score::studio_profile());
    if (!grade_a || !grade_b || !threshold || std::abs(*grade_a - *grade_b) < kGradeMatters) return std::nullopt;
    out.better = *grade_a > *grade_b ? BetterTake::A : BetterTake::B;
    out.weight = std::abs(*grade_a - *grade_b) * threshold->weight;
  }
  out.text = sentence(out);
  return out;
}

int rank(const std::string& verdict) { return verdict == "keep" ? 2 : verdict == "review" ? 1 : 0; }

std::string verdict_words(const std::string& verdict) {
  if (verdict == "keep") return "one to keep";
  return verdict == "review" ? "one to listen to first" : "rejected";
}

std::string first_reject(const Json& card) {
  const auto rejects = card.find("rejects");
  if (rejects == card.end() || !rejects->is_array() || rejects->empty() || !rejects->front().is_object()) return {};
  return words(rejects->front(), "why");
}

void decide(const Json& a, const Json& b, TakeComparison& out) {
  const std::string verdict_a = words(a, "verdict"), verdict_b = words(b, "verdict");
  const double overall_a = number(a, "overall").value_or(0.0), overall_b = number(b, "overall").value_or(0.0);
  const int ranks = rank(verdict_a) - rank(verdict_b);
  const double points = overall_a - overall_b;
  if (ranks != 0) {
    out.better = ranks > 0 ? BetterTake::A : BetterTake::B;
    out.why.push_back("A is " + verdict_words(verdict_a) + ", B is " + verdict_words(verdict_b) + ".");
    if (const std::string why = first_reject(ranks > 0 ? b : a); !why.empty()) out.why.push_back(why);
  } else if (std::abs(points) >= kTieBelowPoints) {
    out.better = points > 0 ? BetterTake::A : BetterTake::B;
  } else {
    out.why.push_back("The two are as good as each other: take the one you like the sound of.");
  }
  out.why.push_back("A scores " + score::number_text(overall_a, 1) + " of 100, B " + score::number_text(overall_b, 1) +
                    ".");
}

/// The best that speaks for the better take, and what speaks for the other.
void explain(TakeComparison& out) {
  if (out.better == BetterTake::Neither) return;
  for (const bool is_for : {true, false}) {
    const auto found = std::find_if(out.differences.begin(), out.differences.end(),
                                    [&](const TakeDifference& one) { return (one.better == out.better) == is_for; });
    if (found != out.differences.end()) out.why.push_back(found->text);
  }
}

Json letter_or_null(BetterTake take) {
  if (take == BetterTake::Neither) return nullptr;
  return take == BetterTake::A ? "a" : "b";
}

Json number_or_null(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

}  // namespace

Result<TakeComparison> compare_takes(const Json& a, const Json& b) {
  for (const Json* card : {&a, &b}) {
    if (!card->is_object() || !card->contains("measures") || !(*card)["measures"].is_object()) {
      return Error{ErrorKind::Corrupt, "the stored scorecard is no scorecard; have the take judged again"};
    }
  }
  TakeComparison out;
  for (std::size_t i = 0; i < measure::kMeasureCount; ++i) {
    if (auto one = difference_of(a, b, static_cast<MeasureId>(i))) out.differences.push_back(std::move(*one));
  }
  std::stable_sort(out.differences.begin(), out.differences.end(),
                   [](const TakeDifference& x, const TakeDifference& y) { return x.weight > y.weight; });
  decide(a, b, out);
  explain(out);
  const auto loud_a = of_measure(a, MeasureId::LoudnessLufs, "value");
  const auto loud_b = of_measure(b, MeasureId::LoudnessLufs, "value");
  if (loud_a && loud_b) {
    out.gain_a_db = score::rounded(std::min(*loud_a, *loud_b) - *loud_a, 2);
    out.gain_b_db = score::rounded(std::min(*loud_a, *loud_b) - *loud_b, 2);
  }
  return out;
}

Json to_json(const TakeComparison& comparison) {
  Json differences = Json::array();
  for (const TakeDifference& one : comparison.differences) {
    const auto& info = measure::measure_info(one.measure);
    differences.push_back({{"measure", std::string(info.name)},
                           {"title", std::string(info.title)},
                           {"unit", std::string(info.unit)},
                           {"a", number_or_null(one.a)},
                           {"b", number_or_null(one.b)},
                           {"better", letter_or_null(one.better)},
                           {"text", one.text}});
  }
  return {{"better", letter_or_null(comparison.better)},
          {"why", comparison.why},
          {"gain_db", {{"a", comparison.gain_a_db}, {"b", comparison.gain_b_db}}},
          {"differences", std::move(differences)}};
}

}  // namespace timbre::studio
