#include "score/combine.h"

#include <algorithm>

namespace timbre::score {

std::optional<double> combine(std::span<const WeightedGrade> grades) {
  double sum = 0.0;
  double weight = 0.0;
  std::optional<double> worst;
  for (const WeightedGrade& entry : grades) {
    sum += entry.weight * entry.grade;
    weight += entry.weight;
    if (entry.can_spoil && entry.weight > 0.0) worst = std::min(worst.value_or(1.0), entry.grade);
  }
  if (weight <= 0.0) return std::nullopt;
  const double mean = sum / weight;
  return 100.0 * ((1.0 - kWorstShare) * mean + kWorstShare * worst.value_or(mean));
}

}  // namespace timbre::score
