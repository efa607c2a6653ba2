#pragma once
/// Convolution of a signal with an impulse response (overlap-add through the FFT).

#include <span>
#include <vector>

namespace timbre::dsp {

/// y[n] = Σ h[k]·x[n−k]; x.size() + h.size() − 1 samples, none if either is empty.
[[nodiscard]] std::vector<float> convolve(std::span<const float> x, std::span<const float> h);

/// Windowed-sinc (Blackman) low-pass of `tap_count` taps (made odd), unit gain at DC, linear phase with a delay of
/// (taps − 1)/2 samples. 0 < cutoff_hz < rate_hz/2; the transition is about 5.5·rate/taps wide.
[[nodiscard]] std::vector<float> low_pass_taps(double rate_hz, double cutoff_hz, std::size_t tap_count);

/// The same length as x: x through the low-pass, its delay taken out.
[[nodiscard]] std::vector<float> low_passed(std::span<const float> x, double rate_hz, double cutoff_hz,
                                            std::size_t tap_count = 511);

}  // namespace timbre::dsp
