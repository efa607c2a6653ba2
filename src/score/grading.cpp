#include "score/grading.h"

#include <algorithm>
#include <cmath>

#include "measure/word_timing.h"
#include "score/combine.h"
#include "score/number_text.h"
#include "score/score.h"
#include "score/thresholds.h"

namespace timbre::score {
namespace {

using measure::MeasureId;

MeasureScore ungraded(MeasureId id, const measure::Reading& reading) {
  MeasureScore score;
  score.id = id;
  if (reading.value && std::isfinite(*reading.value)) {
    score.value = rounded(*reading.value, measure::measure_info(id).decimals);
  } else if (reading.value) {
    score.why = "the value is not a finite number";
  } else {
    score.why = reading.why.empty() ? "not measured" : reading.why;
  }
  score.limit = unscored_reason(id);
  return score;
}

void apply(const Threshold& entry, MeasureScore& score) {
  score.axis = entry.axis;
  score.can_spoil = entry.can_spoil;
  score.limit = entry.limit;
  score.source = entry.source;
  if (!score.value) return;
  score.grade = entry.curve.grade(*score.value);
  score.weight = entry.weight;
}

void drop(MeasureScore& score) {
  score.grade.reset();
  score.weight = 0.0;
}

/// SRMR counts as far as the SNR lets it be believed.
void weigh_srmr(MeasureScore& srmr, const MeasureScore& snr) {
  if (!srmr.grade) return;
  const double trust =
      snr.value ? std::clamp((*snr.value - kSrmrFromSnrDb) / (kSrmrFullSnrDb - kSrmrFromSnrDb), 0.0, 1.0) : 0.0;
  srmr.weight *= trust;
  if (srmr.weight <= 0.0) drop(srmr);
}

/// The harmonics of clipping fill the band and are no noise to the noise measures: the more is clipped, the less a wide
/// band or a quiet background is credited.
void hold_by_clipping(MeasureScore& held, const MeasureScore& clipped) {
  if (!held.grade || !clipped.value || *clipped.value <= kFullCreditClippedPercent) return;
  const double decades = std::log10(*clipped.value / kFullCreditClippedPercent) /
                         std::log10(kLeastCreditClippedPercent / kFullCreditClippedPercent);
  const double most = 1.0 - (1.0 - kMostGradeClipped) * std::clamp(decades, 0.0, 1.0);
  held.grade = std::min(*held.grade, most);
}

/// Pace is counted once.
void choose_pace(MeasureScore& words, MeasureScore& syllables, const std::string& mistrust) {
  if (!words.grade) return;
  if (mistrust.empty() || !syllables.grade) return drop(syllables);
  drop(words);
  words.limit = "shown, not scored: " + mistrust;
}

std::optional<double> axis_score(std::span<const MeasureScore> measures, Axis axis) {
  std::vector<WeightedGrade> grades;
  for (const MeasureScore& entry : measures) {
    if (entry.axis == axis && entry.grade) grades.push_back({*entry.grade, entry.weight, entry.can_spoil});
  }
  return combine(grades);
}

}  // namespace

std::string words_mistrusted(const measure::SpokenWords& words) {
  if (!words.transcript) return {};
  if (!words.transcript->language.empty() && words.transcript->language != "en") return "the limits are for English";
  return measure::is_uncertain(*words.transcript) ? "the transcript is uncertain" : "";
}

std::vector<MeasureScore> grade_measures(const measure::Readings& readings, const Profile& profile,
                                         const std::string& mistrust) {
  std::vector<MeasureScore> scores;
  scores.reserve(measure::kMeasureCount);
  for (std::size_t i = 0; i < measure::kMeasureCount; ++i) {
    const auto id = static_cast<MeasureId>(i);
    scores.push_back(ungraded(id, readings[id]));
  }
  const auto at = [&scores](MeasureId id) -> MeasureScore& { return scores[static_cast<std::size_t>(id)]; };
  for (const Threshold& entry : thresholds(profile)) apply(entry, at(entry.id));
  weigh_srmr(at(MeasureId::Srmr), at(MeasureId::SnrDb));
  hold_by_clipping(at(MeasureId::BandwidthHz), at(MeasureId::ClippedPercent));
  hold_by_clipping(at(MeasureId::SnrDb), at(MeasureId::ClippedPercent));
  choose_pace(at(MeasureId::WordsPerMinute), at(MeasureId::SyllableRateHz), mistrust);
  return scores;
}

Totals totals_of(std::span<const MeasureScore> measures, const std::optional<PerceptualScore>& perceptual) {
  Totals totals;
  totals.acoustic = axis_score(measures, Axis::Acoustic);
  totals.delivery = axis_score(measures, Axis::Delivery);
  if (!totals.acoustic) return totals;
  totals.measured = totals.delivery ? kAcousticShare * *totals.acoustic + (1.0 - kAcousticShare) * *totals.delivery
                                    : *totals.acoustic;
  totals.overall = perceptual ? fold_in_perceptual(totals.measured, perceptual->mos) : totals.measured;
  return totals;
}

}  // namespace timbre::score
