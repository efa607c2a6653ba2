#pragma once
/// The frequency weighting of ITU-R BS.1770-4 (Annex 1, figures 2 to 5): a high shelf of +4 dB for the head, then the
/// revised low-frequency B-curve, a high-pass at 38 Hz.
///
/// The standard tabulates both filters for 48 kHz only. Here they are redesigned for any rate by the bilinear
/// transform from the analogue prototypes that give back that table (to 1e-13 at 48 kHz).

#include <array>
#include <span>
#include <vector>

#include "dsp/biquad.h"

namespace timbre::measure {

struct KWeighting {
  dsp::BiquadCoefficients shelf;
  dsp::BiquadCoefficients high_pass;
};

/// rate_hz > 0; meant for 8000 Hz and up.
[[nodiscard]] KWeighting k_weighting(double rate_hz);

/// One channel through both filters, state kept from call to call. The state is double throughout. Results depend on
/// where the calls are cut only in the last bits; a caller who needs equal bits must cut at fixed places.
class KFilter {
 public:
  explicit KFilter(double rate_hz);
  /// Filters the samples and returns the sum of the squares of the output.
  [[nodiscard]] double energy(std::span<const float> samples);

  static constexpr std::size_t kOrder = 4;  ///< both filters multiplied out
  static constexpr std::size_t kLanes = 4;  ///< outputs computed together

  struct Coefficients {
    std::array<double, kOrder + 1> b{};
    std::array<double, kOrder + 1> a{};
    /// forward[j][k]: what feed-forward j of a group of four adds to output k.
    std::array<std::array<double, kLanes>, kLanes> forward{};
    /// back[j][k]: what the output j+1 samples before the group adds to output k.
    std::array<std::array<double, kLanes>, kOrder> back{};
  };

 private:
  Coefficients coefficients_;
  std::array<double, kOrder> outputs_{};  ///< the last four, newest first
  std::vector<double> inputs_;            ///< kOrder of before, then the block
};

}  // namespace timbre::measure
