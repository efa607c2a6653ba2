#pragma once
/// From readings to graded measures, and from those to the totals of a scorecard.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "measure/reading.h"
#include "measure/take_measurements.h"
#include "score/profiles.h"
#include "score/scorecard.h"

namespace timbre::score {

/// Why the words may not judge the pace although they were counted: the transcript is uncertain, or not English, which
/// the limits are for. Empty when they may.
[[nodiscard]] std::string words_mistrusted(const measure::SpokenWords& words);

/// One entry per MeasureId, in order: rounded value, grade, effective weight, limits in words. `next` is left empty.
/// A value that is not finite counts as missing. Pace is judged once: by words per minute, or by the syllable rate
/// where there are none or `mistrust` says why they may not.
[[nodiscard]] std::vector<MeasureScore> grade_measures(const measure::Readings& readings, const Profile& profile,
                                                       const std::string& mistrust = {});

struct Totals {
  std::optional<double> acoustic;  ///< 0…100, not rounded
  std::optional<double> delivery;  ///< 0…100, not rounded
  double measured = 0.0;           ///< overall without a perceptual score; 0 when nothing was graded
  double overall = 0.0;            ///< with it, where there is one
};

[[nodiscard]] Totals totals_of(std::span<const MeasureScore> measures,
                               const std::optional<PerceptualScore>& perceptual);

}  // namespace timbre::score
