#pragma once
/// Level of the analysis signal per 10 ms frame, streaming.
///
/// Method: mean square of each frame's samples about a baseline, the mean of the 100 ms around it. The baseline takes
/// away DC and everything below about 10 Hz (a 100 ms mean has a null at 50 and at 60 Hz, so mains hum stays in).
/// Unit: mean square, full scale 1. Only complete hops are frames; an empty take has none. Digital silence gives
/// exactly 0 and a zero share of 1.

#include <cstddef>
#include <vector>

#include "audio/audio_view.h"
#include "base/result.h"
#include "dsp/frame_grid.h"
#include "dsp/stft.h"
#include "measure/frame_levels.h"

namespace timbre::measure {

class FrameLevelsMeter {
 public:
  /// `sample_rate_hz` ≥ 100.
  explicit FrameLevelsMeter(int sample_rate_hz);
  void push(const dsp::SpectrumFrame& frame) { push(frame.samples); }
  /// The samples of one frame of the grid, for callers that have no spectrum.
  void push(std::span<const float> frame_samples);
  [[nodiscard]] FrameLevels finish();

 private:
  double hop_s_;
  std::vector<float> mean_;
  std::vector<float> raw_mean_square_;
  std::vector<float> zero_share_;
};

/// One-shot form. Fails with InvalidInput for anything but one channel.
[[nodiscard]] Result<FrameLevels> measure_frame_levels(audio::AudioView take);

}  // namespace timbre::measure
