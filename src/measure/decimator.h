#pragma once
/// Low-pass and keep every n-th sample: the cheap way down to a few kHz for pitch, where the stop band only has to keep
/// aliases below a voice's own noise. For anything else use dsp/resample.h.
///
/// Output sample k stands at input sample k·factor (no delay; zeros outside the signal). Any chunking gives the same
/// samples.

#include <cstddef>
#include <span>
#include <vector>

namespace timbre::measure {

class Decimator {
 public:
  /// `factor` ≥ 1; 1 passes the samples through.
  explicit Decimator(std::size_t factor);
  /// Appends what is ready to `out`.
  void push(std::span<const float> samples, std::vector<float>& out);
  /// Appends the samples that waited for the end; call once.
  void finish(std::vector<float>& out);

 private:
  void emit_ready(std::vector<float>& out);

  std::size_t factor_;
  std::vector<float> taps_;
  std::vector<float> pending_;  // starts half a filter before the next output's input sample
  std::size_t input_count_ = 0;
  std::size_t output_count_ = 0;
};

}  // namespace timbre::measure
