#pragma once
/// A piecewise-linear grade curve: the one shape every measure is graded with.
///
/// Input: a value in the measure's unit. Output: a grade, 0 (spoils the take) … 1 (studio). Between knots the grade is
/// interpolated linearly, so no small change of a value can make a jump; outside the first and last knot it stays at
/// their grades. A value that is not finite has no grade: the caller must not ask (assert).

#include <span>
#include <vector>

namespace timbre::score {

struct Knot {
  double value = 0.0;  ///< in the measure's unit
  double grade = 0.0;  ///< 0 … 1
};

/// Which way is better.
enum class Direction { MoreIsBetter, LessIsBetter, BestBetween };

/// "more", "less", "between".
[[nodiscard]] const char* to_string(Direction direction);

class Curve {
 public:
  Curve() = default;
  /// Knots with strictly rising values and grades of 0 … 1.
  explicit Curve(std::vector<Knot> knots);

  /// Grade of a finite value, 0 … 1. An empty curve grades everything 0.
  [[nodiscard]] double grade(double value) const;

  /// Every value where the curve crosses `level`, rising. A plateau exactly at the level is no crossing.
  [[nodiscard]] std::vector<double> crossings(double level) const;

  [[nodiscard]] std::span<const Knot> knots() const { return knots_; }

 private:
  std::vector<Knot> knots_;
};

}  // namespace timbre::score
