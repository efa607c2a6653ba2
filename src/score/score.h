#pragma once
/// From measurements to a verdict. docs/score.md explains every rule.
///
/// - Each scored measure is graded 0…1 by its curve (thresholds.h); measures without a value are left out and the
///   weights of the rest grow to fill the gap (combine.h).
/// - acoustic and delivery: 0…100. overall = 0.75 · acoustic + 0.25 · delivery; acoustic alone where there is no
///   delivery score. A perceptual score is folded in as 0.85 · overall + 0.15 · 100 · (mos − 1) / 4.
/// - A broken hard limit rejects; only acoustic measures have them. Else keep where the acoustic score is at least
///   kKeepAcoustic and every measure that can spoil a take was measured and is not Poor, and no other voice speaks in
///   it; else review.
/// - Silence, no speech, or nothing measured: reject, acoustic and overall 0 (there is nothing to clone), no delivery.

#include <optional>
#include <string>

#include "measure/networks.h"
#include "measure/take_measurements.h"
#include "score/profiles.h"
#include "score/scorecard.h"

namespace timbre::score {

struct ScoreOptions {
  const Profile* profile = nullptr;                ///< studio when null; must outlive the call
  std::optional<PerceptualScore> perceptual = {};  ///< takes the place of the measured one
  const measure::Networks* networks = nullptr;     ///< that score_take lets hear the take; null: none; must outlive it
  std::optional<SpeakerFinding> speaker = {};      ///< whether one voice speaks throughout, where somebody listened
  std::string speaker_why = "it was not asked for";  ///< why nobody did
  std::string file = {};                             ///< the take's name on the scorecard
};

/// Share of the acoustic score in overall: a clone copies the recording first, and delivery can be chosen per take.
inline constexpr double kAcousticShare = 0.75;
/// Share of a perceptual score in overall: enough to part two takes that measure alike, too little to overrule what was
/// measured, since predicted opinion errs by about half a point of five on unseen recordings.
inline constexpr double kPerceptualShare = 0.15;
/// Acoustic score from which a take without a spoiling fault is kept without a second listen.
inline constexpr double kKeepAcoustic = 70.0;

/// Pure and deterministic; never fails: what cannot be judged is rejected with its reason.
[[nodiscard]] Scorecard score_measurements(const measure::TakeMeasurements& measured, const ScoreOptions& options = {});

/// 5 from 85, 4 from 70, 3 from 55, 2 from 40, else 1.
[[nodiscard]] int stars_of(double overall);

/// overall with a perceptual score folded in; mos is held to 1…5.
[[nodiscard]] double fold_in_perceptual(double overall, double mos);

}  // namespace timbre::score
