#include "measure/pitch_candidates.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "dsp/vectorised.h"

namespace timbre::measure {
namespace {

// Three periods of the floor give a Hann window whose autocorrelation still stands at the longest lag (Boersma 1993).
constexpr double kPeriodsPerWindow = 3.0;
// The autocorrelation is made at twice the signal's rate, by padding the power spectrum with zeros: the parabola
// through a peak is then accurate to a few cents.
constexpr std::size_t kOversampling = 2;
// Peaks below this share of the voicing threshold never win.
constexpr double kLeastShareOfThreshold = 0.5;
constexpr std::size_t kLanes = 16;

std::size_t power_of_two_from(std::size_t count) {
  std::size_t size = 2;
  while (size < count) size *= 2;
  return size;
}

std::vector<float> hann(std::size_t size) {
  std::vector<float> window(size);
  for (std::size_t i = 0; i < size; ++i) {
    const double phase = 2.0 * std::numbers::pi * (static_cast<double>(i) + 0.5) / static_cast<double>(size);
    window[i] = static_cast<float>(0.5 - 0.5 * std::cos(phase));
  }
  return window;
}

/// Normalised autocorrelation of a Hann window at a lag given as a share of its length (Boersma 1993, eq. 8).
double hann_autocorrelation(double lag) {
  const double turn = 2.0 * std::numbers::pi * lag;
  return (1.0 - lag) * (2.0 / 3.0 + std::cos(turn) / 3.0) + std::sin(turn) / (2.0 * std::numbers::pi);
}

TIMBRE_VECTORISED float mean_of(const float* x, std::size_t count) {
  std::array<float, kLanes> lanes{};
  std::size_t i = 0;
  for (; i + kLanes <= count; i += kLanes) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) lanes[lane] += x[i + lane];
  }
  float sum = 0.0F;
  for (; i < count; ++i) sum += x[i];
  for (const float lane : lanes) sum += lane;
  return sum / static_cast<float>(count);
}

TIMBRE_VECTORISED void subtract_multiply(const float* x, float mean, const float* window, float* out,
                                         std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) out[i] = (x[i] - mean) * window[i];
}

TIMBRE_VECTORISED void power_in_place(float* re_im, std::size_t count) {
  for (std::size_t k = 0; k < count; ++k) {
    re_im[2 * k] = re_im[2 * k] * re_im[2 * k] + re_im[2 * k + 1] * re_im[2 * k + 1];
    re_im[2 * k + 1] = 0.0F;
  }
}

TIMBRE_VECTORISED void scale(const float* x, const float* factor, float gain, float* out, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) out[i] = x[i] * factor[i] * gain;
}

float peak_of(std::span<const float> x, float mean) {
  float peak = 0.0F;
  for (const float value : x) peak = std::max(peak, std::abs(value - mean));
  return std::isfinite(peak) ? peak : 0.0F;
}

/// The best so far, best first.
struct RankedPeaks {
  PitchFrame frame;
  std::array<double, kMaxPitchCandidates> merit{};

  void insert(double octave, double strength, double value) {
    std::size_t at = frame.candidate_count;
    if (at == kMaxPitchCandidates) {
      if (value <= merit[at - 1]) return;
      --at;
    } else {
      ++frame.candidate_count;
    }
    for (; at > 0 && merit[at - 1] < value; --at) {
      merit[at] = merit[at - 1];
      frame.octave[at] = frame.octave[at - 1];
      frame.strength[at] = frame.strength[at - 1];
    }
    merit[at] = value;
    frame.octave[at] = static_cast<float>(octave);
    frame.strength[at] = static_cast<float>(strength);
  }
};

}  // namespace

PitchAnalyser::PitchAnalyser(double rate_hz, const PitchOptions& options)
    : lag_rate_hz_(rate_hz * kOversampling),
      octave_cost_(options.octave_cost),
      least_strength_(static_cast<float>(kLeastShareOfThreshold * options.voicing_threshold)),
      first_lag_(static_cast<std::size_t>(lag_rate_hz_ / options.ceiling_hz)),
      last_lag_(static_cast<std::size_t>(std::ceil(lag_rate_hz_ / options.floor_hz))),
      middle_size_(static_cast<std::size_t>(rate_hz / options.floor_hz)),
      window_(hann(2 * static_cast<std::size_t>(std::lround(0.5 * kPeriodsPerWindow * rate_hz / options.floor_hz)))),
      correlation_(last_lag_ + 2),
      forward_(power_of_two_from(window_.size() + last_lag_ / kOversampling + 2)),
      inverse_(forward_.size() * kOversampling) {
  const double window_points = static_cast<double>(window_.size() * kOversampling);
  for (std::size_t lag = 0; lag < correlation_.size(); ++lag) {
    window_correction_.push_back(
        static_cast<float>(1.0 / hann_autocorrelation(static_cast<double>(lag) / window_points)));
  }
}

PitchFrame PitchAnalyser::analyse(std::span<const float> window) {
  const float mean = mean_of(window.data(), window.size());
  PitchFrame silent;
  silent.peak = peak_of(window.subspan((window.size() - middle_size_) / 2, middle_size_), mean);
  if (!(silent.peak > 0.0F)) return silent;
  subtract_multiply(window.data(), mean, window_.data(), forward_.time().data(), window.size());
  std::fill(forward_.time().begin() + static_cast<std::ptrdiff_t>(window.size()), forward_.time().end(), 0.0F);
  autocorrelate();
  PitchFrame frame = strongest_peaks();
  frame.peak = silent.peak;
  return frame;
}

void PitchAnalyser::autocorrelate() {
  forward_.forward();
  auto* power = reinterpret_cast<float*>(forward_.spectrum().data());
  power_in_place(power, forward_.bin_count());
  std::fill(inverse_.spectrum().begin(), inverse_.spectrum().end(), 0.0F);
  std::copy(forward_.spectrum().begin(), forward_.spectrum().end(), inverse_.spectrum().begin());
  inverse_.inverse();
  const float at_zero = inverse_.time()[0];
  const float gain = at_zero > 0.0F ? 1.0F / at_zero : 0.0F;
  scale(inverse_.time().data(), window_correction_.data(), gain, correlation_.data(), correlation_.size());
}

PitchFrame PitchAnalyser::strongest_peaks() const {
  RankedPeaks peaks;
  for (std::size_t lag = std::max<std::size_t>(first_lag_, 1); lag <= last_lag_; ++lag) {
    const float left = correlation_[lag - 1];
    const float here = correlation_[lag];
    const float right = correlation_[lag + 1];
    if (!(here > least_strength_ && here > left && here >= right)) continue;
    // The parabola through the three points.
    const double offset = 0.5 * (right - left) / (2.0 * here - left - right);
    const double height = here + 0.25 * (right - left) * offset;
    const double strength = height > 1.0 ? 1.0 / height : height;
    const double octave = std::log2(lag_rate_hz_ / (static_cast<double>(lag) + offset));
    peaks.insert(octave, strength, strength + octave_cost_ * octave);
  }
  return peaks.frame;
}

}  // namespace timbre::measure
