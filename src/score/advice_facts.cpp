#include "score/advice_facts.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "score/labels.h"
#include "score/number_text.h"
#include "score/thresholds.h"
#include "score/zones.h"

namespace timbre::score {
namespace {

using measure::MeasureId;

constexpr std::array<std::pair<Change, std::string_view>, 3> kChanges{
    {{Change::Raise, "raise"}, {Change::Lower, "lower"}, {Change::Keep, "keep"}}};

/// Counts that bring a tip and no points: one or two happen to everyone (docs/score.md).
constexpr std::array kCounts{MeasureId::ClickCount, MeasureId::PlosiveCount, MeasureId::SibilanceCount,
                             MeasureId::FillerCount, MeasureId::RepetitionCount};
constexpr double kMany = 3.0;

bool is_count(MeasureId id) { return std::find(kCounts.begin(), kCounts.end(), id) != kCounts.end(); }

/// The Good zone nearest to the value; there is one for every scored measure.
void add_good_zone(MeasureFact& fact, const Profile& profile) {
  const auto scale = bar_scale(fact.id, profile);
  if (!scale) return;
  for (const Zone& zone : zones(fact.id, profile)) {
    if (zone.level != ZoneLevel::Good) continue;
    if (zone.from > scale->from) fact.good_from = zone.from;
    if (zone.to < scale->to) fact.good_to = zone.to;
    if (fact.value <= zone.to) return;
  }
}

/// By the zone, whose edges are where the grade is kGoodGrade: what is drawn as good needs no change.
Change change_of(const MeasureFact& fact) {
  constexpr double kRounding = 1e-9;
  if (is_count(fact.id)) return fact.value >= kMany ? Change::Lower : Change::Keep;
  if (fact.good_from && fact.value < *fact.good_from - kRounding) return Change::Raise;
  if (fact.good_to && fact.value > *fact.good_to + kRounding) return Change::Lower;
  if (!fact.is_rejected) return Change::Keep;
  return fact.good_from ? Change::Raise : Change::Lower;  // a limit inside the zone; there is none such today
}

struct Judged {
  MeasureId id{};
  std::optional<double> value, grade;
};

void add_measure(AdviceFacts& facts, const Judged& judged, bool is_rejected, const Profile& profile) {
  if (!judged.value || (!judged.grade && !is_count(judged.id))) return;
  MeasureFact fact;
  fact.id = judged.id;
  fact.value = *judged.value;
  if (judged.grade) fact.grade = rounded(*judged.grade, 2);
  fact.is_rejected = is_rejected;
  add_good_zone(fact, profile);
  fact.change = change_of(fact);
  facts.measures.push_back(fact);
}

/// Only labels that this program knows, by its own words for them.
std::vector<std::string_view> known_labels(const std::vector<std::string>& labels) {
  std::vector<std::string_view> known;
  for (const LabelInfo& info : all_labels()) {
    if (std::find(labels.begin(), labels.end(), info.label) != labels.end()) known.push_back(info.label);
  }
  return known;
}

Error not_a_scorecard(const std::string& field, const std::string& wanted) {
  return {ErrorKind::InvalidInput,
          "the scorecard's '" + field + "' must be " + wanted + "; have the take judged again"};
}

Result<std::optional<double>> number_or_null(const Json& object, const char* key, const std::string& field) {
  const auto found = object.find(key);
  if (found == object.end() || found->is_null()) return std::optional<double>();
  if (!found->is_number()) return not_a_scorecard(field, "a number or null");
  return std::optional<double>(found->get<double>());
}

Result<double> number(const Json& object, const char* key) {
  TRY(const std::optional<double> value, number_or_null(object, key, key));
  if (!value) return not_a_scorecard(key, "a number");
  return *value;
}

Result<std::optional<double>> inner_number(const Json& object, const char* outer, const char* inner) {
  const auto found = object.find(outer);
  if (found == object.end() || found->is_null()) return std::optional<double>();
  if (!found->is_object()) return not_a_scorecard(outer, "an object");
  return number_or_null(*found, inner, std::string(outer) + "." + inner);
}

Result<Verdict> verdict_in(const Json& card) {
  const auto found = card.find("verdict");
  if (found != card.end() && found->is_string()) {
    for (const Verdict verdict : {Verdict::Keep, Verdict::Review, Verdict::Reject}) {
      if (found->get_ref<const std::string&>() == to_string(verdict)) return verdict;
    }
  }
  return not_a_scorecard("verdict", "keep, review or reject");
}

std::vector<std::string> texts_in(const Json& card, const char* list, const char* field) {
  std::vector<std::string> texts;
  const auto found = card.find(list);
  if (found == card.end() || !found->is_array()) return texts;
  for (const Json& entry : *found) {
    const Json& text = field != nullptr && entry.is_object() && entry.contains(field) ? entry[field] : entry;
    if (text.is_string()) texts.push_back(text.get<std::string>());
  }
  return texts;
}

Result<void> add_measures(AdviceFacts& facts, const Json& card, const Profile& profile) {
  const auto measures = card.find("measures");
  if (measures == card.end() || !measures->is_object()) return not_a_scorecard("measures", "an object");
  const std::vector<std::string> rejected = texts_in(card, "rejects", "measure");
  for (std::size_t i = 0; i < measure::kMeasureCount; ++i) {
    const auto id = static_cast<MeasureId>(i);
    const std::string name(measure::measure_info(id).name);
    const auto entry = measures->find(name);
    if (entry == measures->end()) continue;
    if (!entry->is_object()) return not_a_scorecard("measures." + name, "an object");
    Judged judged{id, {}, {}};
    TRY(judged.value, number_or_null(*entry, "value", "measures." + name + ".value"));
    TRY(judged.grade, number_or_null(*entry, "grade", "measures." + name + ".grade"));
    add_measure(facts, judged, std::find(rejected.begin(), rejected.end(), name) != rejected.end(), profile);
  }
  return {};
}

Json printed(const std::optional<double>& value, int decimals) {
  return value ? Json(rounded(*value, decimals)) : Json(nullptr);
}

Json or_null(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

}  // namespace

std::string_view to_string(Change change) { return kChanges[static_cast<std::size_t>(change)].second; }

std::optional<Change> change_by_name(std::string_view name) {
  for (const auto& [change, word] : kChanges) {
    if (word == name) return change;
  }
  return std::nullopt;
}

const MeasureFact* AdviceFacts::find(MeasureId id) const {
  const auto found = std::find_if(measures.begin(), measures.end(), [id](const MeasureFact& f) { return f.id == id; });
  return found == measures.end() ? nullptr : &*found;
}

AdviceFacts advice_facts(const Scorecard& card) {
  AdviceFacts facts;
  facts.verdict = card.verdict;
  facts.stars = card.stars;
  facts.overall = card.overall;
  facts.acoustic = card.acoustic.score;
  facts.delivery = card.delivery.score;
  if (card.perceptual) facts.perceptual_mos = card.perceptual->mos;
  facts.labels = known_labels(card.labels);
  for (const MeasureScore& entry : card.measures) {
    const bool is_rejected = std::any_of(card.rejects.begin(), card.rejects.end(),
                                         [&entry](const Reject& reject) { return reject.measure == entry.id; });
    add_measure(facts, {entry.id, entry.value, entry.grade}, is_rejected, card.profile);
  }
  return facts;
}

Result<AdviceFacts> advice_facts(const Json& scorecard) {
  if (!scorecard.is_object()) return not_a_scorecard("", "an object");
  const auto profile_name = scorecard.find("profile");
  if (profile_name == scorecard.end() || !profile_name->is_string()) return not_a_scorecard("profile", "a text");
  TRY(const Profile* profile, find_profile(profile_name->get_ref<const std::string&>()));
  AdviceFacts facts;
  TRY(facts.verdict, verdict_in(scorecard));
  TRY(const double stars, number(scorecard, "stars"));
  facts.stars = static_cast<int>(std::clamp(stars, 1.0, 5.0));
  TRY(facts.overall, number(scorecard, "overall"));
  TRY(facts.acoustic, inner_number(scorecard, "acoustic", "score"));
  TRY(facts.delivery, inner_number(scorecard, "delivery", "score"));
  TRY(facts.perceptual_mos, inner_number(scorecard, "perceptual", "mos"));
  facts.labels = known_labels(texts_in(scorecard, "labels", nullptr));
  TRY_VOID(add_measures(facts, scorecard, *profile));
  return facts;
}

Json to_json(const AdviceFacts& facts) {
  Json json;
  json["verdict"] = std::string(to_string(facts.verdict));
  json["stars"] = facts.stars;
  json["overall"] = facts.overall;
  json["acoustic"] = or_null(facts.acoustic);
  json["delivery"] = or_null(facts.delivery);
  json["perceptual_mos"] = or_null(facts.perceptual_mos);
  json["labels"] = facts.labels;
  json["measures"] = Json::array();
  for (const MeasureFact& fact : facts.measures) {
    const measure::MeasureInfo& info = measure::measure_info(fact.id);
    json["measures"].push_back({{"measure", std::string(info.name)},
                                {"title", std::string(info.title)},
                                {"unit", std::string(info.unit)},
                                {"value", fact.value},
                                {"grade", or_null(fact.grade)},
                                {"good_from", printed(fact.good_from, info.decimals)},
                                {"good_to", printed(fact.good_to, info.decimals)},
                                {"direction", std::string(to_string(fact.change))},
                                {"rejected", fact.is_rejected}});
  }
  return json;
}

}  // namespace timbre::score
