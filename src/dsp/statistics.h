#pragma once
/// Order statistics. Values must be finite.

#include <span>
#include <utility>
#include <vector>

namespace timbre::dsp {

/// Linear interpolation between order statistics (Hyndman & Fan type 7); `fraction` 0…1. 0 for no values.
[[nodiscard]] double quantile(std::vector<double> values, double fraction);
[[nodiscard]] inline double median(std::vector<double> values) { return quantile(std::move(values), 0.5); }
[[nodiscard]] double mean(std::span<const double> values);
/// Sample standard deviation (n − 1); 0 for fewer than two values.
[[nodiscard]] double standard_deviation(std::span<const double> values);

}  // namespace timbre::dsp
