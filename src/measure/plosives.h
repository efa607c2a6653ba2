#pragma once
/// Plosive pops: breath of p and b that hits the microphone. A count with times, not a score: no standard exists and
/// no published threshold ties it to the quality of a clone.
///
/// A pop is a stretch of 50 ms windows, at most 0.15 s long, that
///   - has more than 60 % of its energy between 20 and 150 Hz and is above −50 dBFS,
///   - is, below 150 Hz, as loud as the whole voice less 6 dB, and 10 dB above the 80th percentile of the talker's own
///     low end (a deep voice, and one near the microphone, has much of its energy there all the time),
///   - rises by 10 dB within 80 ms: a hum, a lorry or a held m does not.
///
/// Unit: events. Silence gives 0; fewer than 5 frames (50 ms): none and why. Needs no minimum sample rate. A one-shot
/// multichannel view is judged as the mean of its channels.

#include "audio/audio_view.h"
#include "base/result.h"
#include "measure/detail/band_track.h"

namespace timbre::measure {

/// Streaming, fed with the frames of dsp::Stft at the stored rate.
class PlosiveMeter {
 public:
  explicit PlosiveMeter(int sample_rate_hz);
  void push(const dsp::SpectrumFrame& frame) { track_.push(frame); }
  [[nodiscard]] EventCount finish() const;

 private:
  detail::BandTrack track_;
};

/// InvalidInput for a rate outside 1 … 768 kHz.
[[nodiscard]] Result<EventCount> measure_plosives(const audio::AudioView& view);

}  // namespace timbre::measure
