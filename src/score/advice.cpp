#include "score/advice.h"

#include <algorithm>

#include "score/detail/tips.h"
#include "score/grading.h"
#include "score/number_text.h"
#include "score/verdict.h"
#include "score/zones.h"

namespace timbre::score {
namespace {

using measure::MeasureId;

bool is_rejected_for(const Scorecard& card, MeasureId id) {
  return std::any_of(card.rejects.begin(), card.rejects.end(), [id](const Reject& r) { return r.measure == id; });
}

bool needs_advice(const Scorecard& card, const MeasureScore& entry) {
  if (!entry.grade || !nothing_to_judge(card).empty()) return false;
  return zone_level(*entry.grade) != ZoneLevel::Good || is_rejected_for(card, entry.id);
}

double gain_of(const Scorecard& card, MeasureId id) {
  std::vector<MeasureScore> mended = card.measures;
  mended[static_cast<std::size_t>(id)].grade = 1.0;
  const double now = totals_of(card.measures, card.perceptual).overall;
  return rounded(totals_of(mended, card.perceptual).overall - now, 1);
}

std::string reason_of(const Scorecard& card, const Advice& advice) {
  if (!advice.measure || !card[*advice.measure].value) return {};
  const measure::MeasureInfo& info = measure::measure_info(*advice.measure);
  const std::string value = number_text(*card[*advice.measure].value, info.decimals);
  if (advice.text.find(value) != std::string::npos) return {};  // said already
  std::string reason = " (" + std::string(info.title) + ": " + value;
  if (!info.unit.empty()) reason += " " + std::string(info.unit);
  return reason + ")";
}

}  // namespace

std::vector<Advice> advise(const Scorecard& card) {
  std::vector<Advice> advice;
  for (const MeasureScore& entry : card.measures) {
    if (!needs_advice(card, entry)) continue;
    const detail::MeasureTip* tip = detail::measure_tip(card, entry.id);
    if (tip == nullptr) continue;
    advice.push_back(
        {std::string(tip->id), entry.id, detail::fill_in(tip->text, card, entry.id), gain_of(card, entry.id)});
  }
  std::stable_sort(advice.begin(), advice.end(), [](const Advice& a, const Advice& b) { return a.gain > b.gain; });
  for (std::size_t i = 0; const detail::FindingTip* tip = detail::finding_tip(i); ++i) {
    if (!tip->applies(card)) continue;
    advice.push_back({std::string(tip->id), tip->measure, detail::fill_in(tip->text, card, tip->measure), 0.0});
  }
  if (has_another_voice(card.speaker))  // no score counts it, and a clone would have both
    advice.insert(advice.begin(), {kAnotherVoiceTip, std::nullopt, another_voice_text(*card.speaker), 0.0});
  return advice;
}

std::string next_action(const Scorecard& card, MeasureId id) {
  for (const Advice& advice : card.advice) {
    if (advice.measure == id) return advice.text;
  }
  return {};
}

std::string first_action(const Scorecard& card) {
  const std::vector<Advice>& advice = card.advice;
  if (advice.empty()) return {};
  const auto mends_reject = [&card](const Advice& a) { return a.measure && is_rejected_for(card, *a.measure); };
  auto first = std::find_if(advice.begin(), advice.end(), mends_reject);
  if (first == advice.end()) first = advice.begin();
  return first->text + reason_of(card, *first);
}

}  // namespace timbre::score
