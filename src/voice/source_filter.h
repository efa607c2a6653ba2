#pragma once
/// Excitation through a filter that changes every 10 ms: the last step from a network's numbers to sound.
///
/// Per frame, a window of 32 ms (Hann) of pulses and of noise is taken into the spectrum, multiplied bin by bin, and
/// overlapped and added with the same window, divided by the sum of squared windows (Griffin & Lim 1984, eq. 6). Bins
/// are 31.25 Hz apart at every rate. Filters reach to 8 kHz; above, at higher rates, noise goes on as HighBand says.

#include <complex>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "dsp/fft.h"
#include "voice/excitation.h"

namespace timbre::voice {

/// 0 … 8 kHz.
inline constexpr std::size_t kFilterBins = 257;
/// Per frame: the natural log of the pulses' gain, their phase in radians, the natural log of the noise's gain.
inline constexpr std::size_t kFilterValues = 3 * kFilterBins;
/// Gains are held within ±this many nepers, so that a wild network cannot overflow.
inline constexpr float kLargestLogGain = 12.0F;

/// Above 8 kHz, from the noise at 7 … 8 kHz on, where a frame is voiced and where it is not. By default as in the first
/// ten utterances of LJSpeech (medians: −1 dB at 8 … 8.5 kHz, −10 dB at 10 … 10.5 kHz, voiced or not).
struct HighBand {
  double voiced_step_db = 0.0;
  double unvoiced_step_db = 0.0;
  double slope_db_per_khz = -4.5;
};

class SourceFilter {
 public:
  /// `rate_hz`: a multiple of 100 from 16,000 on.
  SourceFilter(int rate_hz, std::uint64_t seed, const HighBand& high_band = {});
  /// `filters`: [frames × kFilterValues] for as many frames as `f0_hz`. Gives the samples that are settled.
  [[nodiscard]] std::vector<float> push(std::span<const float> f0_hz, std::span<const float> filters);
  /// The rest; call once. All in all, rate/100 samples a frame.
  [[nodiscard]] std::vector<float> finish();

 private:
  struct Frame {
    bool is_voiced = false;
    std::vector<float> values;
  };
  void take(const Excitation& excitation);
  [[nodiscard]] std::vector<float> emit_ready(bool is_end);
  void add_frame(const Frame& frame);
  void filter_bin(const Frame& frame, std::size_t bin, std::complex<float> pulses, std::complex<float> noise);

  std::size_t hop_;
  std::size_t size_;
  double bin_khz_;
  HighBand high_band_;
  ExcitationSource source_;
  dsp::RealFft pulse_fft_;
  dsp::RealFft noise_fft_;
  std::vector<float> window_;
  std::vector<float> pulses_;  // from the first sample of the next frame's window on
  std::vector<float> noise_;
  std::vector<Frame> waiting_;
  std::vector<float> sum_;  // overlapped and added, from the first sample of the next frame's window on
  std::vector<float> weight_;
  std::size_t to_skip_;  // samples of sum_ before the sound begins
};

}  // namespace timbre::voice
