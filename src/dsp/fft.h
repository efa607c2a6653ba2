#pragma once
/// Real FFT in single precision (FFTW3).
///
/// forward:  X[k] = Σ x[n]·e^(−2πi·kn/N), k = 0 … N/2, not scaled.
/// inverse:  x[n] = Σ X[k]·e^(+2πi·kn/N) over the whole circle, not scaled: inverse(forward(x)) = N·x.
/// Plans are made once per size and shared by all threads; a RealFft owns only its buffers and belongs to one thread.

#include <complex>
#include <cstddef>
#include <memory>
#include <span>

namespace timbre::dsp {

class RealFft {
 public:
  /// `size` at least 2; an odd one has no bin at half the rate.
  explicit RealFft(std::size_t size);
  RealFft(RealFft&&) noexcept;
  RealFft& operator=(RealFft&&) noexcept;
  ~RealFft();

  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] std::size_t bin_count() const { return size() / 2 + 1; }
  /// The time buffer: fill it before forward(), read it after inverse(). Aligned for SIMD.
  [[nodiscard]] std::span<float> time();
  /// The spectrum: read it after forward(), fill it before inverse() (which destroys it).
  [[nodiscard]] std::span<std::complex<float>> spectrum();
  void forward();
  void inverse();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace timbre::dsp
