#pragma once
/// The highest level the waveform reaches between and at the samples: ITU-R BS.1770-4 Annex 2.
///
/// Every channel is oversampled with the 48-tap, four-phase interpolator of the standard (all four phases below 96 kHz,
/// two of them from 96 kHz, none from 192 kHz) and the greatest magnitude is kept. As the interpolator's own samples
/// miss the stored ones, the result is never below the sample peak. The signal is zero before its first and after its
/// last sample, so an abrupt cut counts with its overshoot.
///
/// Unit dBTP, 0 = amplitude 1; above 0 it is reported as it is, never clamped. Digital silence and an empty take have
/// no value; a single frame has one. Multichannel: the highest of all channels, and each channel's own. Non-finite
/// samples: no value. Known limits: at ×4 a peak is under-read by at most 0.6 dB near 0.45 of the rate (the standard's
/// own figure), and this interpolator over-reads there by up to 0.64 dB.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "audio/audio_view.h"
#include "base/result.h"
#include "base/units.h"

namespace timbre::measure {

struct TruePeak {
  std::optional<Dbtp> true_peak;    ///< highest of all channels
  std::optional<Dbfs> sample_peak;  ///< highest stored sample, 20·log10 of its magnitude
  std::string why;                  ///< why there is no value; empty when there is one
  std::vector<double> channels;     ///< true peak of each channel as an amplitude, 1.0 = full scale
};

/// Streaming; a few kilobytes. Any chunking gives the same bits.
class TruePeakMeter {
 public:
  explicit TruePeakMeter(audio::AudioFormat format);
  /// A block of the format given; one of another format is left out.
  void push(const audio::AudioView& block);
  /// Once, at the end.
  [[nodiscard]] TruePeak finish();

 private:
  struct Channel {
    std::vector<float> work;  ///< kHistory samples of before, then the part being measured
    float true_peak = 0.0F;
    float sample_peak = 0.0F;
  };
  void take(Channel& channel, std::span<const float> samples) const;

  audio::AudioFormat format_;
  int oversampling_;
  std::vector<Channel> channels_;
  bool non_finite_ = false;
};

/// The whole take at once. InvalidInput for a format Timbre does not handle.
[[nodiscard]] Result<TruePeak> measure_true_peak(const audio::AudioView& take);

}  // namespace timbre::measure
