#pragma once
/// How far the waveform sits off zero: the mean sample, as a signed fraction of full scale (0.01 = 1 %).
///
/// A definition, not a standard. A healthy recording is within ±0.001; an offset comes from a faulty converter, eats
/// headroom and makes a click at every edit. Silence has the value 0, an empty take none. One channel at a time; the
/// one-shot form takes the channel furthest off. Non-finite samples: no value. Shorter than a period of the lowest
/// voice (some 20 ms), the mean is the signal's own and not an offset.

#include <span>

#include "audio/audio_view.h"
#include "base/result.h"
#include "measure/block_feeder.h"
#include "measure/reading.h"

namespace timbre::measure {

/// Streaming, one channel (the analysis signal); constant memory. Any chunking gives the same bits.
class DcOffsetMeter {
 public:
  explicit DcOffsetMeter(int sample_rate_hz);
  void push(std::span<const float> samples);
  /// Once, at the end.
  [[nodiscard]] Reading finish();

 private:
  void take(std::span<const float> samples);

  int sample_rate_hz_;
  BlockFeeder feeder_;
  double sum_ = 0.0;
  std::size_t frame_count_ = 0;
};

/// The whole take at once. InvalidInput for a format Timbre does not handle.
[[nodiscard]] Result<Reading> measure_dc_offset(const audio::AudioView& take);

}  // namespace timbre::measure
