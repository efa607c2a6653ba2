#include "score/curve.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

namespace timbre::score {

const char* to_string(Direction direction) {
  switch (direction) {
    case Direction::MoreIsBetter:
      return "more";
    case Direction::LessIsBetter:
      return "less";
    case Direction::BestBetween:
      return "between";
  }
  return "between";
}

Curve::Curve(std::vector<Knot> knots) : knots_(std::move(knots)) {
  assert(std::adjacent_find(knots_.begin(), knots_.end(),
                            [](const Knot& a, const Knot& b) { return a.value >= b.value; }) == knots_.end());
}

double Curve::grade(double value) const {
  assert(std::isfinite(value));
  if (knots_.empty()) return 0.0;
  if (value <= knots_.front().value) return knots_.front().grade;
  if (value >= knots_.back().value) return knots_.back().grade;
  const auto above =
      std::upper_bound(knots_.begin(), knots_.end(), value, [](double v, const Knot& knot) { return v < knot.value; });
  const Knot& b = *above;
  const Knot& a = *(above - 1);
  return a.grade + (b.grade - a.grade) * (value - a.value) / (b.value - a.value);
}

std::vector<double> Curve::crossings(double level) const {
  std::vector<double> found;
  for (std::size_t i = 1; i < knots_.size(); ++i) {
    const Knot& a = knots_[i - 1];
    const Knot& b = knots_[i];
    if ((a.grade < level) == (b.grade < level)) continue;
    found.push_back(a.value + (b.value - a.value) * (level - a.grade) / (b.grade - a.grade));
  }
  return found;
}

}  // namespace timbre::score
