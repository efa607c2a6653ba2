#pragma once
/// Two takes side by side: which is the better reference, why, and where they differ. Works on their scorecards as they
/// are stored (docs/formats/scorecard.md); nothing is measured again.

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "measure/reading.h"

namespace timbre::studio {

enum class BetterTake { Neither, A, B };

struct TakeDifference {
  measure::MeasureId measure{};
  std::optional<double> a, b;  ///< in the measure's unit
  BetterTake better = BetterTake::Neither;
  std::string text;     ///< one sentence: "A has less noise behind the voice: 48.3 dB against 31.0 dB."
  double weight = 0.0;  ///< points of an axis that it is worth; the larger the more important
};

struct TakeComparison {
  BetterTake better = BetterTake::Neither;
  std::vector<std::string> why;  ///< plain sentences, most important first
  double gain_a_db = 0.0;        ///< 0 or less: makes both as loud as the quieter; 0 without a loudness
  double gain_b_db = 0.0;
  std::vector<TakeDifference> differences;  ///< those that matter, most important first
};

/// From how many points of the overall score on one take is called better than another with the same verdict.
inline constexpr double kTieBelowPoints = 1.0;
/// From this difference of grades (0 … 1) on a measure is named. Both are Timbre's choices.
inline constexpr double kGradeMatters = 0.1;

/// The verdict decides, then the overall score; nearer than kTieBelowPoints is a tie, and said to be one. Corrupt for
/// anything that is not a scorecard.
[[nodiscard]] Result<TakeComparison> compare_takes(const Json& a, const Json& b);

/// {"better": "a"|"b"|null, "why", "gain_db": {"a", "b"}, "differences": [{"measure", "title", "unit", "a", "b",
/// "better", "text"}]}.
[[nodiscard]] Json to_json(const TakeComparison& comparison);

}  // namespace timbre::studio
