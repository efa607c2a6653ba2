#pragma once
/// The 10 ms grid that every frame-based measure shares.
///
/// hop = round(rate / 100) samples. Frame i stands for samples [i·hop, (i+1)·hop); only complete hops are frames. Its
/// spectrum is seen through a 20 ms Hann window (2·hop samples) centred on those samples, zeros outside the signal.

#include <cmath>
#include <cstddef>

namespace timbre::dsp {

struct FrameGrid {
  int sample_rate_hz = 0;
  std::size_t hop = 0;          ///< samples from one frame to the next
  std::size_t window_size = 0;  ///< 2·hop
  std::size_t fft_size = 0;     ///< next power of two ≥ window_size

  explicit FrameGrid(int rate_hz)
      : sample_rate_hz(rate_hz), hop(static_cast<std::size_t>(std::lround(rate_hz / 100.0))) {
    window_size = 2 * hop;
    fft_size = 2;
    while (fft_size < window_size) fft_size *= 2;
  }
  [[nodiscard]] double hop_s() const { return static_cast<double>(hop) / sample_rate_hz; }
  [[nodiscard]] std::size_t bin_count() const { return fft_size / 2 + 1; }
  [[nodiscard]] double bin_hz() const { return static_cast<double>(sample_rate_hz) / static_cast<double>(fft_size); }
};

}  // namespace timbre::dsp
