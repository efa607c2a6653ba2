#pragma once
/// Second-order IIR section, transposed direct form II, state in double.
///   H(z) = (b0 + b1·z⁻¹ + b2·z⁻²) / (1 + a1·z⁻¹ + a2·z⁻²)

#include <cmath>
#include <numbers>

namespace timbre::dsp {

struct BiquadCoefficients {
  double b0 = 1.0, b1 = 0.0, b2 = 0.0, a1 = 0.0, a2 = 0.0;
};

/// Butterworth-type low- and high-pass by the bilinear transform with pre-warping (R. Bristow-Johnson's cookbook).
/// 0 < cutoff < rate/2.
[[nodiscard]] inline BiquadCoefficients low_pass(double rate_hz, double cutoff_hz, double q = std::numbers::sqrt2 / 2) {
  const double w = 2.0 * std::numbers::pi * cutoff_hz / rate_hz;
  const double alpha = std::sin(w) / (2.0 * q);
  const double a0 = 1.0 + alpha;
  const double b = (1.0 - std::cos(w)) / a0;
  return {b / 2.0, b, b / 2.0, -2.0 * std::cos(w) / a0, (1.0 - alpha) / a0};
}
[[nodiscard]] inline BiquadCoefficients high_pass(double rate_hz, double cutoff_hz,
                                                  double q = std::numbers::sqrt2 / 2) {
  const double w = 2.0 * std::numbers::pi * cutoff_hz / rate_hz;
  const double alpha = std::sin(w) / (2.0 * q);
  const double a0 = 1.0 + alpha;
  const double b = (1.0 + std::cos(w)) / a0;
  return {b / 2.0, -b, b / 2.0, -2.0 * std::cos(w) / a0, (1.0 - alpha) / a0};
}

class Biquad {
 public:
  explicit Biquad(const BiquadCoefficients& c) : c_(c) {}
  double process(double x) {
    const double y = c_.b0 * x + s1_;
    s1_ = c_.b1 * x - c_.a1 * y + s2_;
    s2_ = c_.b2 * x - c_.a2 * y;
    return y;
  }

 private:
  BiquadCoefficients c_;
  double s1_ = 0.0;
  double s2_ = 0.0;
};

}  // namespace timbre::dsp
