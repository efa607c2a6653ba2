#pragma once
/// Effective bandwidth: the highest frequency that carries the recording, Hz.
///
/// It describes the channel (microphone, telephone, codec, converter), not the voice, so it is no spectral roll-off.
/// Method: levels of ~94 Hz bands are counted per 10 ms frame. Two spectra come out: what active frames reach in each
/// band (97th percentile) and what is always there (10th percentile of all frames). A band carries the recording where
///   - the first is within 55 dB of its maximum and stands 15 dB clear of the second: something there follows the
///     talker (NeMo's rule is peak − 50 dB of the mean spectrum, which a click or white noise defeats), or
///   - the second falls off a cliff just above it: room noise that was low-passed together with the voice.
/// The bandwidth is the upper edge of the highest such stretch of at least 3 bands.
///
/// A cliff at the edge (20 dB within 0.6 kHz; 13 dB where the upper half of the spectrum is empty) well below half
/// the sample rate means that something cut the spectrum:
///   - upsampled, with the rate the content would fit, where the edge fits a common lower rate;
///   - lossy_low_pass_hz, "consistent with a low-pass at X", where it lies where lossy codecs cut (12.5 … 20.5 kHz).
///     It is a hint and never proof of a codec: a resampler or a microphone can do the same.
///
/// Range 0 … rate/2. Silence, nothing, fewer than 20 frames (0.2 s) of sound above −80 dBFS: none and why.
/// Voice hidden under noise that was added after the cut is judged as far as it can be seen. A one-shot multichannel
/// view is judged as the mean of its channels.

#include <cstdint>
#include <optional>
#include <vector>

#include "audio/audio_view.h"
#include "base/result.h"
#include "dsp/stft.h"
#include "measure/level_histogram.h"
#include "measure/reading.h"

namespace timbre::measure {

struct Bandwidth {
  Reading bandwidth_hz;
  bool upsampled = false;                   ///< a cliff where a common lower sample rate would end
  std::optional<double> original_rate_hz;   ///< that rate; only when upsampled
  std::optional<double> lossy_low_pass_hz;  ///< consistent with a lossy codec's low-pass at this frequency
};

/// Streaming, fed with the frames of dsp::Stft at the stored rate.
class BandwidthMeter {
 public:
  explicit BandwidthMeter(int sample_rate_hz);
  void push(const dsp::SpectrumFrame& frame);
  [[nodiscard]] Bandwidth finish() const;

 private:
  void count(std::vector<LevelHistogram>& into);

  dsp::FrameGrid grid_;
  std::size_t bins_per_band_;
  std::size_t band_count_;
  std::vector<std::int32_t> steps_;      // of this frame, one per band
  std::vector<LevelHistogram> active_;   // frames near the level of the loudest so far
  std::vector<LevelHistogram> passive_;  // the rest
  float loudest_ = 0.0F;
  std::size_t active_count_ = 0;
};

/// InvalidInput for a rate outside 1 … 768 kHz.
[[nodiscard]] Result<Bandwidth> measure_bandwidth(const audio::AudioView& view);

}  // namespace timbre::measure
