#pragma once
/// Signal-to-noise ratio from the amplitude distribution alone (WADA-SNR).
///
/// C. Kim, R. M. Stern, "Robust signal-to-noise ratio estimation based on waveform amplitude distribution analysis",
/// Interspeech 2008: clean speech amplitudes follow a Gamma distribution of shape 0.4, noise a Gaussian, so
/// v = ln(mean|x|) − mean(ln|x|) tells the ratio of the two, by the authors' table (linear between whole dB).
/// Unit: dB, −20 … 100. Does not depend on gain. White noise alone gives about −13; anything ≤ −5 means "only noise".
/// Samples below −140 dBFS are left out: digital silence would otherwise read as 100 dB. Noise that is not Gaussian
/// (babble) and gates or noise suppressors mislead it; it is an estimate to hold against another, never alone.
/// Empty or all-zero input: no value. The meter does not remove DC (a constant reads as noise): hand it DC-free
/// samples.

#include <array>
#include <cstddef>
#include <optional>
#include <span>

#include "audio/audio_view.h"
#include "base/result.h"

namespace timbre::measure {

class WadaMeter {
 public:
  void push(std::span<const float> samples);
  [[nodiscard]] std::optional<double> finish() const;
  /// v, before the table; for tests.
  [[nodiscard]] std::optional<double> statistic() const;

 private:
  void add(std::span<const float> block);

  static constexpr std::size_t kBlock = 256;
  std::array<float, kBlock> pending_{};  // whole blocks only, so that any chunking sums in the same order
  std::size_t pending_count_ = 0;
  double magnitude_sum_ = 0.0;
  double log2_sum_ = 0.0;
  double used_count_ = 0.0;
};

/// The table lookup: v to dB, clamped to −20 … 100.
[[nodiscard]] double wada_snr_db(double statistic);

/// One-shot form. Fails with InvalidInput for anything but one channel; no value for silence.
[[nodiscard]] Result<std::optional<double>> measure_wada_snr(audio::AudioView take);

}  // namespace timbre::measure
