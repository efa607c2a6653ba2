#pragma once
/// Scorecards with known faults, for tests of advice.

#include "score/score.h"
#include "score/testing/takes.h"

namespace timbre::score {

/// Noisy (rejected for it), quiet, monotone, fast, with pops; bandwidth, duration and clipping are good; SRMR is not
/// judged, since the noise hides it.
inline Scorecard troubled_card(const std::optional<PerceptualScore>& heard = {}) {
  using measure::MeasureId;
  using measure::Reading;
  measure::TakeMeasurements take = home_take();
  const auto set = [&take](MeasureId id, double value) { take.readings[id] = Reading::of(value); };
  set(MeasureId::SnrDb, 11.3);
  set(MeasureId::NoiseFloorDbfs, -38.0);
  set(MeasureId::LoudnessLufs, -38.2);
  set(MeasureId::TruePeakDbtp, -18.5);
  set(MeasureId::F0SpreadSt, 1.2);
  set(MeasureId::SyllableRateHz, 6.8);
  set(MeasureId::PlosiveCount, 7.0);
  return score_measurements(take, {.perceptual = heard});
}

}  // namespace timbre::score
