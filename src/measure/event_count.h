#pragma once
/// How often something happened in a take, and when.

#include <vector>

#include "base/units.h"
#include "measure/reading.h"
#include "measure/take_measurements.h"

namespace timbre::measure {

struct EventCount {
  Reading count;                 ///< exact, also when there are more than kMaxEventsPerKind
  std::vector<TimeRange> times;  ///< by start time, the first kMaxEventsPerKind
};

}  // namespace timbre::measure
