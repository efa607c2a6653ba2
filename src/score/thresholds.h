#pragma once
/// The one table of every limit, curve and weight. Whatever is drawn, printed, scored or advised comes from here.
///
/// A grade of kGoodGrade (0.6) lies at the value this project asks for, kFairGrade (0.3) where a listener is bothered
/// or a take is rejected (but the sample rate, where the model's own rate is both the limit and good), 1 at what a
/// studio reaches. docs/score.md says the table in words; a test keeps the two together.

#include <optional>
#include <string>
#include <vector>

#include "measure/reading.h"
#include "score/curve.h"
#include "score/profiles.h"
#include "score/scorecard.h"

namespace timbre::score {

/// Values that reject a take whatever else is good.
struct HardLimit {
  std::optional<double> below = {};     ///< rejected when value < below
  std::optional<double> above = {};     ///< rejected when value > above
  std::optional<double> at_least = {};  ///< rejected when value >= at_least
};

struct Threshold {
  measure::MeasureId id{};
  Axis axis = Axis::Acoustic;
  double weight = 0.0;     ///< points of its axis; those of an axis add up to 100 (pace counted once)
  bool can_spoil = false;  ///< a fault here cannot be averaged away: it also counts as the worst (combine.h)
  Direction direction = Direction::BestBetween;
  Curve curve;
  HardLimit hard = {};
  double display_from = 0.0;
  double display_to = 0.0;
  bool is_logarithmic = false;
  std::string limit;   ///< the limits in words
  std::string reason;  ///< why these numbers
  std::string source;  ///< where they come from
};

/// One entry per scored measure, in the order of MeasureId.
[[nodiscard]] std::vector<Threshold> thresholds(const Profile& profile);

/// None for a measure that is shown but not scored.
[[nodiscard]] std::optional<Threshold> threshold(measure::MeasureId id, const Profile& profile);

/// Why a measure is shown but not scored; empty for a scored one.
[[nodiscard]] std::string_view unscored_reason(measure::MeasureId id);

/// SRMR needs a signal: in noise it measures the noise. Its weight grows from none at the first to all at the second.
inline constexpr double kSrmrFromSnrDb = 20.0;
inline constexpr double kSrmrFullSnrDb = 30.0;

/// A wide band and a high SNR are credited fully up to this share of clipped samples, %, and less with every decade …
inline constexpr double kFullCreditClippedPercent = 0.01;
/// … until from here, where the distortion is louder than any noise and reaches the end of any band, …
inline constexpr double kLeastCreditClippedPercent = 1.0;
/// … they are worth no more than ones that are just good enough.
inline constexpr double kMostGradeClipped = 0.6;

}  // namespace timbre::score
