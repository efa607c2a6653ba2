#pragma once
/// Loudness and pitch with no more points than a wide screen can show apart.

#include <optional>
#include <span>
#include <vector>

namespace timbre::studio {

inline constexpr std::size_t kMaxCurvePoints = 4000;

/// values[i] is drawn at start_s + i·step_s, the middle of what it stands for; none where there is nothing to draw.
struct ThinnedCurve {
  double start_s = 0.0;
  double step_s = 0.0;
  std::vector<std::optional<double>> values;  ///< to one decimal
};

/// Momentary loudness, LUFS, as measure::TakeCurves has it: one value per 100 ms, each of a window of 400 ms. Of
/// several that share a point the loudest is kept, so that a peak survives. None at −100 and below: silence.
[[nodiscard]] ThinnedCurve thinned_loudness(std::span<const float> lufs);

/// Pitch, Hz, one value per 10 ms and 0 without voice. Of several that share a point the middle voiced one is kept.
[[nodiscard]] ThinnedCurve thinned_pitch(std::span<const float> hz);

}  // namespace timbre::studio
