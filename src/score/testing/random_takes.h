#pragma once
/// Random measurements for property tests: values over and beyond each measure's display range, some missing.

#include <algorithm>
#include <cmath>

#include "base/random.h"
#include "score/testing/takes.h"
#include "score/thresholds.h"

namespace timbre::score {

inline double random_value(const Threshold& entry, Random& random) {
  const double span = entry.display_to - entry.display_from;
  if (entry.is_logarithmic) {
    return entry.display_from * std::pow(entry.display_to / entry.display_from, random.uniform() * 1.1 - 0.05);
  }
  const double value = entry.display_from + span * (random.uniform() * 1.2 - 0.1);
  return entry.display_from < 0.0 ? value : std::max(0.0, value);
}

inline measure::TakeMeasurements random_take(Random& random, const Profile& profile, double missing_share) {
  measure::TakeMeasurements take = home_take();
  for (const Threshold& entry : thresholds(profile)) {
    take.readings[entry.id] = random.uniform() < missing_share ? measure::Reading::none("left out by the test")
                                                               : measure::Reading::of(random_value(entry, random));
  }
  return take;
}

}  // namespace timbre::score
