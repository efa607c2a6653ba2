#include "dsp/statistics.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace timbre::dsp {

double quantile(std::vector<double> values, double fraction) {
  if (values.empty()) return 0.0;
  const double position = std::clamp(fraction, 0.0, 1.0) * static_cast<double>(values.size() - 1);
  const auto low = static_cast<std::ptrdiff_t>(position);
  std::nth_element(values.begin(), values.begin() + low, values.end());
  const double at_low = values[static_cast<std::size_t>(low)];
  if (static_cast<std::size_t>(low) + 1 == values.size()) return at_low;
  const double at_high = *std::min_element(values.begin() + low + 1, values.end());
  return at_low + (position - static_cast<double>(low)) * (at_high - at_low);
}

double mean(std::span<const double> values) {
  return values.empty() ? 0.0 : std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double standard_deviation(std::span<const double> values) {
  if (values.size() < 2) return 0.0;
  const double center = mean(values);
  double sum = 0.0;
  for (const double x : values) sum += (x - center) * (x - center);
  return std::sqrt(sum / static_cast<double>(values.size() - 1));
}

}  // namespace timbre::dsp
