#include "dsp/extremes.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "dsp/vectorised.h"

namespace timbre::dsp {
namespace {

constexpr std::size_t kLanes = 16;

// A NaN compares false and leaves the lane as it was.
TIMBRE_VECTORISED Extremes by_lanes(const float* x, std::size_t count, const Extremes& start) {
  std::array<float, kLanes> low{};
  std::array<float, kLanes> high{};
  low.fill(start.lowest);
  high.fill(start.highest);
  std::size_t i = 0;
  for (; i + kLanes <= count; i += kLanes) {
    for (std::size_t j = 0; j < kLanes; ++j) {
      low[j] = x[i + j] < low[j] ? x[i + j] : low[j];
      high[j] = x[i + j] > high[j] ? x[i + j] : high[j];
    }
  }
  for (; i < count; ++i) {
    low[0] = x[i] < low[0] ? x[i] : low[0];
    high[0] = x[i] > high[0] ? x[i] : high[0];
  }
  return {*std::min_element(low.begin(), low.end()), *std::max_element(high.begin(), high.end())};
}

}  // namespace

Extremes extremes(std::span<const float> samples, const Extremes& so_far) {
  return by_lanes(samples.data(), samples.size(), so_far);
}

}  // namespace timbre::dsp
