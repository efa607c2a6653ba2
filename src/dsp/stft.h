#pragma once
/// The shared short-time spectrum: one FFT per 10 ms frame of the grid (frame_grid.h), handed to whoever listens, so
/// that voice activity, bandwidth, sibilance and the spectrogram pay for it once.

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "dsp/fft.h"
#include "dsp/frame_grid.h"

namespace timbre::dsp {

/// One frame of the grid. The spans live only during the call.
struct SpectrumFrame {
  std::size_t index = 0;           ///< stands for samples [index·hop, (index+1)·hop)
  std::span<const float> samples;  ///< those samples, hop of them
  std::span<const float> power;    ///< bin_count one-sided powers; their sum is the windowed mean square (Parseval):
                                   ///< a sine of amplitude A sums to A²/2, white noise of variance v to v on average
};

/// Streaming: any chunking gives the same frames.
class Stft {
 public:
  using Sink = std::function<void(const SpectrumFrame&)>;

  Stft(int sample_rate_hz, Sink sink);
  void push(std::span<const float> samples);
  /// Emits the frames that waited for samples after the end; call once.
  void finish();
  [[nodiscard]] const FrameGrid& grid() const { return grid_; }

 private:
  void emit_ready(std::size_t available);
  void emit(const float* window_start);

  FrameGrid grid_;
  Sink sink_;
  RealFft fft_;
  std::vector<float> window_;
  std::vector<float> power_;
  std::vector<float> pending_;  // starts half a hop before the first sample of frame next_index_
  std::size_t next_index_ = 0;
  std::size_t frame_count_ = 0;  // samples pushed
};

}  // namespace timbre::dsp
