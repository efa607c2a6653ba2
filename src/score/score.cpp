#include "score/score.h"

#include <algorithm>
#include <cmath>

#include "base/version.h"
#include "measure/word_timing.h"
#include "score/advice.h"
#include "score/grading.h"
#include "score/labels.h"
#include "score/number_text.h"
#include "score/summary.h"
#include "score/verdict.h"

namespace timbre::score {
namespace {

PerceptualScore printed(PerceptualScore score) {
  const auto round_part = [](std::optional<double>& part) {
    if (part) part = std::isfinite(*part) ? std::optional(rounded(*part, 2)) : std::nullopt;
  };
  score.mos = rounded(score.mos, 2);
  round_part(score.sig);
  round_part(score.bak);
  round_part(score.p808);
  return score;
}

void fill_perceptual(Scorecard& card, const measure::SecondOpinions& opinions,
                     const std::optional<PerceptualScore>& in_its_place) {
  const std::optional<PerceptualScore>& score = in_its_place ? in_its_place : opinions.perceptual;
  if (!score) {
    card.perceptual_why = opinions.perceptual_why;
  } else if (!std::isfinite(score->mos)) {
    card.perceptual_why = "what the model gave is no number";
  } else {
    card.perceptual = printed(*score);
  }
}

/// What was measured, before anything is concluded from it.
Scorecard facts_of(const measure::TakeMeasurements& measured, const ScoreOptions& options) {
  Scorecard card;
  card.timbre_version = std::string(kVersion);
  card.file = options.file;
  card.profile = options.profile != nullptr ? *options.profile : studio_profile();
  fill_perceptual(card, measured.opinions, options.perceptual);
  card.opinions = measured.opinions;
  card.speaker = options.speaker;
  if (!card.speaker) card.speaker_why = options.speaker_why;
  card.measures = grade_measures(measured.readings, card.profile, words_mistrusted(measured.words));
  card.stored = measured.stored;
  card.findings = measured.findings;
  card.events = measured.events;
  card.pauses = measured.pauses;
  card.words = measured.words;
  card.notes = measured.notes;
  const auto& transcript = measured.words.transcript;
  if (transcript && !transcript->words.empty() && measure::is_uncertain(*transcript)) {
    card.notes.push_back("The transcript is uncertain (mean confidence " + number_text(*transcript->confidence(), 2) +
                         "): check the words before you use them. Pace is judged by syllables instead.");
  }
  return card;
}

void fill_scores(Scorecard& card) {
  const std::string nothing = nothing_to_judge(card);
  if (!nothing.empty()) {
    card.acoustic.score = 0.0;
    card.delivery.why = nothing;
    return;
  }
  const Totals totals = totals_of(card.measures, card.perceptual);
  card.acoustic.score = rounded(*totals.acoustic, 1);
  if (totals.delivery) {
    card.delivery.score = rounded(*totals.delivery, 1);
  } else {
    card.delivery.why = "nothing of the delivery could be measured";
  }
  card.overall_measured = rounded(totals.measured, 1);
  card.overall = rounded(totals.overall, 1);
}

}  // namespace

Scorecard score_measurements(const measure::TakeMeasurements& measured, const ScoreOptions& options) {
  Scorecard card = facts_of(measured, options);
  fill_scores(card);
  card.stars = stars_of(card.overall);
  card.rejects = rejects_of(card);
  card.verdict = verdict_of(card);
  card.labels = labels_of(card);
  card.advice = advise(card);
  for (MeasureScore& entry : card.measures) entry.next = next_action(card, entry.id);
  card.first = first_action(card);
  card.summary = summary_of(card);
  return card;
}

int stars_of(double overall) {
  if (overall >= 85.0) return 5;
  if (overall >= 70.0) return 4;
  if (overall >= 55.0) return 3;
  return overall >= 40.0 ? 2 : 1;
}

double fold_in_perceptual(double overall, double mos) {
  const double heard = 100.0 * (std::clamp(mos, 1.0, 5.0) - 1.0) / 4.0;
  return (1.0 - kPerceptualShare) * overall + kPerceptualShare * heard;
}

}  // namespace timbre::score
