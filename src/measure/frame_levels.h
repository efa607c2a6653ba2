#pragma once
/// Per-frame level of the analysis signal on the 10 ms grid (dsp/frame_grid.h): what voice activity, noise floor, SNR,
/// silence and dynamics are computed from once the take has ended.

#include <vector>

namespace timbre::measure {

struct FrameLevels {
  double hop_s = 0.0;              ///< time from one frame to the next, ~0.01
  std::vector<float> mean_square;  ///< mean of squared samples of the frame, DC and rumble below ~20 Hz removed
  std::vector<float> zero_share;   ///< share of samples of the frame that are exactly 0, 0…1
};

}  // namespace timbre::measure
