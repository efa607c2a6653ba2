#include "safety/watermark_significance.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace timbre::safety {

double false_positive_bound(double z, std::uint64_t tried) {
  constexpr double kRandomSigns = 3.178;
  const double normal_tail = 0.5 * std::erfc(z / std::numbers::sqrt2);
  return std::min(1.0, kRandomSigns * normal_tail * static_cast<double>(tried));
}

}  // namespace timbre::safety
