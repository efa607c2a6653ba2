#pragma once
/// Sharp s sounds. A count with times, not a score: no standard exists and no published threshold ties it to the
/// quality of a clone.
///
/// An s is sharp where, in 50 ms windows above −50 dBFS, 5–8 kHz holds more than 45 % of the energy and that part alone
/// is 3 dB louder than the voice as a whole (mean square of the frames that speak). An ordinary s passes the first
/// condition and stays some 3 to 15 dB below the second: of 45 test clips the natural median is −9 dB.
///
/// Unit: events. Silence gives 0; fewer than 5 frames (50 ms), or a sample rate below 16 kHz, which has no such band:
/// none and why. A one-shot multichannel view is judged as the mean of its channels.

#include "audio/audio_view.h"
#include "base/result.h"
#include "measure/detail/band_track.h"

namespace timbre::measure {

/// Streaming, fed with the frames of dsp::Stft at the stored rate.
class SibilanceMeter {
 public:
  explicit SibilanceMeter(int sample_rate_hz);
  void push(const dsp::SpectrumFrame& frame) {
    if (has_band_) track_.push(frame);
  }
  [[nodiscard]] EventCount finish() const;

 private:
  bool has_band_;
  detail::BandTrack track_;
};

/// InvalidInput for a rate outside 1 … 768 kHz.
[[nodiscard]] Result<EventCount> measure_sibilance(const audio::AudioView& view);

}  // namespace timbre::measure
