#include "safety/watermark_whitening.h"

#include <algorithm>
#include <array>

namespace timbre::safety {

namespace {

constexpr std::size_t kReach = 4;  // bands to either side
constexpr float kMostDb = 10.0F;

}  // namespace

void whitened_difference(const float* first, const float* second, float* out) {
  std::array<float, kBandCount> difference{};
  std::array<float, kBandCount + 1> sum{};
  for (std::size_t k = 0; k < kBandCount; ++k) {
    difference[k] = first[k] - second[k];
    sum[k + 1] = sum[k] + difference[k];
  }
  for (std::size_t k = 0; k < kBandCount; ++k) {
    const std::size_t low = k >= kReach ? k - kReach : 0;
    const std::size_t high = std::min(kBandCount, k + kReach + 1);
    const float around = (sum[high] - sum[low] - difference[k]) / static_cast<float>(high - low - 1);
    out[k] = std::clamp(difference[k] - around, -kMostDb, kMostDb);
  }
}

}  // namespace timbre::safety
