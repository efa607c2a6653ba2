#pragma once
/// From grades to a score of 0…100.
///
/// score = 100 · ((1 − kWorstShare) · weighted mean + kWorstShare · worst spoiling grade). Grades that are missing are
/// left out and the rest keep their proportions. The second term keeps one severe fault from being averaged away, and
/// as a minimum of continuous grades it is continuous itself, so it makes no cliff.

#include <optional>
#include <span>

namespace timbre::score {

struct WeightedGrade {
  double grade = 0.0;      ///< 0…1
  double weight = 0.0;     ///< > 0
  bool can_spoil = false;  ///< takes part in the worst
};

/// A tenth: with it a take perfect but for one ruined measure of weight 15 loses 23 points instead of 15.
inline constexpr double kWorstShare = 0.1;

/// None when no grade has weight.
[[nodiscard]] std::optional<double> combine(std::span<const WeightedGrade> grades);

}  // namespace timbre::score
