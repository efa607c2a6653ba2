#include "train/schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace timbre::train {

double Schedule::rate_at(std::int64_t step) const {
  if (step < warm_up_steps) return peak_rate * static_cast<double>(step + 1) / static_cast<double>(warm_up_steps);
  const auto length = static_cast<double>(std::max<std::int64_t>(1, step_count - 1 - warm_up_steps));
  const double done = std::min(1.0, static_cast<double>(step - warm_up_steps) / length);
  const double share = 0.5 * (1.0 + std::cos(std::numbers::pi * done));
  return peak_rate * (last_share + (1.0 - last_share) * share);
}

}  // namespace timbre::train
