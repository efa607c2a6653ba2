#pragma once
/// The zones of a measure's bar, taken from the very curve that grades it, so that the picture and the score cannot
/// disagree: Good where the grade is at least kGoodGrade, Fair from kFairGrade, Poor below.

#include <optional>
#include <vector>

#include "measure/reading.h"
#include "score/curve.h"
#include "score/profiles.h"

namespace timbre::score {

/// From here a measure needs no advice.
inline constexpr double kGoodGrade = 0.6;
/// Below here a measure is a fault.
inline constexpr double kFairGrade = 0.3;

enum class ZoneLevel { Good, Fair, Poor };

/// "good", "fair", "poor".
[[nodiscard]] const char* to_string(ZoneLevel level);

/// The level of a grade.
[[nodiscard]] ZoneLevel zone_level(double grade);

struct Zone {
  double from = 0.0;  ///< in the measure's unit
  double to = 0.0;
  ZoneLevel level = ZoneLevel::Poor;
};

/// How to draw a measure's bar.
struct BarScale {
  double from = 0.0;  ///< display range; a value outside is drawn at its end
  double to = 0.0;
  bool is_logarithmic = false;  ///< percent of clipped samples, Hz of bandwidth …; `from` is then above 0
  Direction direction = Direction::BestBetween;
};

/// Zones from end to end of the display range, without gaps. Empty for a measure that is not scored.
[[nodiscard]] std::vector<Zone> zones(measure::MeasureId id, const Profile& profile);

/// None for a measure that is not scored.
[[nodiscard]] std::optional<BarScale> bar_scale(measure::MeasureId id, const Profile& profile);

}  // namespace timbre::score
