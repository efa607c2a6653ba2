#pragma once
/// Power of the take in speech bands, per 10 ms frame: what voice activity and gating are judged from.
///
/// Thirteen bands from 120 Hz to 7.6 kHz, wider towards high frequencies. Below 120 Hz lie DC, rumble and the mains
/// fundamental, which would only blur the decision. At low sample rates the bands above 0.95 of Nyquist are left out.
/// Powers are one-sided sums of the shared spectrum (dsp/stft.h): a sine of amplitude A counts A²/2.

#include <array>
#include <cstddef>
#include <vector>

#include "dsp/stft.h"

namespace timbre::measure {

inline constexpr std::size_t kMaxBandCount = 13;
using BandPowers = std::array<float, kMaxBandCount>;

struct BandLevels {
  double hop_s = 0.0;
  std::size_t band_count = 0;      ///< how many of kMaxBandCount are in use; the others are 0
  std::vector<BandPowers> frames;  ///< 52 bytes a frame
};

class BandLevelsMeter {
 public:
  /// `sample_rate_hz` ≥ 2000.
  explicit BandLevelsMeter(int sample_rate_hz);
  void push(const dsp::SpectrumFrame& frame);
  [[nodiscard]] BandLevels finish();

 private:
  std::array<std::size_t, kMaxBandCount + 1> edges_{};
  BandLevels levels_;
};

}  // namespace timbre::measure
