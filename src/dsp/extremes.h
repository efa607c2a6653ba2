#pragma once
/// Lowest and highest sample of a block.

#include <limits>
#include <span>

namespace timbre::dsp {

struct Extremes {
  float lowest = std::numeric_limits<float>::max();
  float highest = std::numeric_limits<float>::lowest();
};

/// Of the samples and of `so_far`; a NaN changes neither. `so_far` for no samples.
[[nodiscard]] Extremes extremes(std::span<const float> samples, const Extremes& so_far = {});

}  // namespace timbre::dsp
