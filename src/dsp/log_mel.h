#pragma once
/// Log-mel spectra: what every model trained here hears. Training and product use this one implementation, so that a
/// model cannot meet features it was not taught on.
///
/// Frame i sees samples [i·hop, i·hop + window) through a periodic Hann window, zeros added up to the next power of
/// two; only complete windows are frames. Power per bin is |X|²/Σw², so that white noise of variance v has v in every
/// bin. Bands are triangles, evenly spaced and linear on the mel scale 2595·log10(1 + f/700) (O'Shaughnessy 1987), peak
/// 1, not normalised by width, read at the bins' centres. Value: natural log of the band's power, at least kLogMelFloor
/// of it.

#include <cstddef>
#include <span>
#include <vector>

#include "dsp/fft.h"

namespace timbre::dsp {

/// Power below which a band counts as silent: the rounding of 16-bit samples lies about there.
inline constexpr double kLogMelFloor = 1e-9;

struct LogMelOptions {
  int sample_rate_hz = 16000;
  double window_s = 0.025;
  double hop_s = 0.010;  ///< at most the window
  std::size_t band_count = 64;
  double low_hz = 20.0;     ///< where the first triangle begins
  double high_hz = 7600.0;  ///< where the last one ends; at most half the rate

  [[nodiscard]] std::size_t window() const;  ///< samples, rounded
  [[nodiscard]] std::size_t hop() const;     ///< samples, rounded
  /// Complete windows in so many samples.
  [[nodiscard]] std::size_t frames_in(std::size_t sample_count) const;
};

/// A band's triangle: the weights of the bins from `first_bin` on.
struct MelBand {
  std::size_t first_bin = 0;
  std::vector<float> weights;
};
[[nodiscard]] std::size_t mel_fft_size(const LogMelOptions& options);
[[nodiscard]] std::vector<MelBand> mel_bands(const LogMelOptions& options);

/// Streaming: any chunking gives the same numbers.
class LogMelMeter {
 public:
  explicit LogMelMeter(const LogMelOptions& options);
  void push(std::span<const float> samples);
  /// All frames so far, one after the other, `band_count` values each.
  [[nodiscard]] const std::vector<float>& frames() const { return frames_; }
  [[nodiscard]] std::size_t frame_count() const { return frames_.size() / options_.band_count; }

 private:
  void emit(const float* window_start);

  LogMelOptions options_;
  RealFft fft_;
  std::vector<float> window_;
  std::vector<MelBand> bands_;
  std::vector<float> power_;
  std::vector<float> pending_;  // from the first sample of the next frame on
  std::vector<float> frames_;
};

/// A whole signal of one channel at the options' rate.
[[nodiscard]] std::vector<float> log_mel(std::span<const float> samples, const LogMelOptions& options = {});

/// Per-utterance mean and variance: each band of `frames` gets mean 0 and is divided by √(variance + 0.01), so that a
/// band without life stays near 0 instead of showing its rounding.
void normalise_bands(std::span<float> frames, std::size_t band_count);

}  // namespace timbre::dsp
