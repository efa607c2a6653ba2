#pragma once
/// Streaming percentiles of levels: counts of powers in steps of a quarter octave (0.75 dB), read from the exponent
/// and the two highest mantissa bits of the float, so that counting costs no logarithm. A percentile is exact to one
/// step. Range 2⁻⁶⁴ … 2⁸ (−193 … +24 dB); what lies outside is counted at the ends.

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace timbre::measure {

inline constexpr std::size_t kLevelStepCount = 4 * 72;

/// Index of the step that holds `power`.
[[nodiscard]] inline std::int32_t level_step(float power) {
  // 127 is the exponent bias, 64 the octaves below 1.
  const auto step = (std::bit_cast<std::int32_t>(power) >> 21) - 4 * (127 - 64);
  const auto last = static_cast<std::int32_t>(kLevelStepCount) - 1;
  return step < 0 ? 0 : (step > last ? last : step);
}

/// Middle of a step, dB (10·log10 of power).
[[nodiscard]] inline double level_of_step(std::size_t step) {
  constexpr double kOctaveDb = 3.0102999566398120;
  constexpr std::array<double, 4> kMiddle{0.16992500144231237, 0.45943161863729726, 0.70043971814109216,
                                          0.90689059560851848};  // log2 of 1.125, 1.375, 1.625, 1.875
  const std::size_t octave = step / 4;
  return kOctaveDb * (static_cast<double>(octave) - 64.0 + kMiddle[step % 4]);
}

/// Level below which a fraction of what was counted lies, dB; the lowest level when nothing was.
template <typename Counts>
[[nodiscard]] double level_percentile(const Counts& counts, double fraction) {
  std::uint64_t total = 0;
  for (std::size_t i = 0; i < kLevelStepCount; ++i) total += counts[i];
  const double wanted = fraction * static_cast<double>(total);
  std::uint64_t below = 0;
  for (std::size_t i = 0; i < kLevelStepCount; ++i) {
    below += counts[i];
    if (below > 0 && static_cast<double>(below) >= wanted) return level_of_step(i);
  }
  return level_of_step(0);
}

using LevelHistogram = std::array<std::uint32_t, kLevelStepCount>;

}  // namespace timbre::measure
