#pragma once
/// Which 10 ms frames hold voice: model-free, adaptive to the noise, no training data.
///
/// Method: the power in 13 speech bands per frame (band_levels.h) is kept, and the decision is made at the end, when
/// the whole take is known.
///   1. Noise per band: the running minimum of 80 ms means over ±1.6 s (minimum statistics, R. Martin 2001, here with a
///      fixed bias factor); frames that are digitally dead do not count.
///   2. Likelihood ratio of speech per frame: mean over bands of γ − 1 − ln γ, γ = power over noise (J. Sohn, N. S.
///   Kim,
///      W. Sung 1999, maximum-likelihood form), γ capped so that one tone cannot carry the frame.
///   3. The noise is estimated again as the mean over the frames found without speech near by, and 2. repeated.
///   4. Frames more than kRangeDb below the loudest speech are no speech; runs need a strong core; short gaps are
///      filled, ends get a hangover; runs whose spectrum does not move (tones, hum switched on) are dropped.
/// The result does not depend on gain, DC or mains hum. Silence, noise and an empty take give no speech.
/// Memory: 52 bytes a frame (18 MiB an hour) while the take runs.

#include "audio/audio_view.h"
#include "base/result.h"
#include "dsp/stft.h"
#include "measure/band_levels.h"
#include "measure/voice_activity.h"

namespace timbre::measure {

/// The decision itself, from the band levels of a whole take.
[[nodiscard]] VoiceActivity detect_voice(const BandLevels& levels);

/// Streaming: any chunking gives the same frames, hence the same result.
class VoiceActivityDetector {
 public:
  /// `sample_rate_hz` 8000 … 192000 (works from 2000 on, with fewer bands).
  explicit VoiceActivityDetector(int sample_rate_hz) : bands_(sample_rate_hz) {}
  void push(const dsp::SpectrumFrame& frame) { bands_.push(frame); }
  [[nodiscard]] VoiceActivity finish() { return detect_voice(bands_.finish()); }

 private:
  BandLevelsMeter bands_;
};

/// One-shot form. Fails with InvalidInput for anything but one channel or a rate below 2000 Hz.
[[nodiscard]] Result<VoiceActivity> measure_voice_activity(audio::AudioView take);

}  // namespace timbre::measure
