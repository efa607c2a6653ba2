#include "measure/dnsmos_mel.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "dsp/fft.h"

namespace timbre::measure {
namespace {

constexpr std::size_t kWindow = 321;
constexpr std::size_t kBins = kWindow / 2 + 1;
constexpr std::size_t kMirrored = kWindow / 2;
constexpr double kBinHz = 50.0;
constexpr double kTopHz = 8000.0;
constexpr double kLeastPower = 1e-10;
constexpr double kDepthDb = 80.0;

// Slaney's scale: linear below 1 kHz, logarithmic above.
constexpr double kLinearHzPerMel = 200.0 / 3.0;
constexpr double kKneeHz = 1000.0;
constexpr double kKneeMel = 15.0;
const double kLogStep = std::log(6.4) / 27.0;

double mel_of(double hz) { return hz < kKneeHz ? hz / kLinearHzPerMel : kKneeMel + std::log(hz / kKneeHz) / kLogStep; }
double hz_of(double mel) {
  return mel < kKneeMel ? mel * kLinearHzPerMel : kKneeHz * std::exp((mel - kKneeMel) * kLogStep);
}

/// One triangle: its weights from bin `first` on.
struct Band {
  std::size_t first = 0;
  std::vector<double> weights;
};

std::array<Band, kDnsmosMelBands> make_bands() {
  std::array<double, kDnsmosMelBands + 2> corners{};
  for (std::size_t i = 0; i < corners.size(); ++i) {
    corners[i] = hz_of(mel_of(kTopHz) * static_cast<double>(i) / static_cast<double>(corners.size() - 1));
  }
  std::array<Band, kDnsmosMelBands> bands;
  for (std::size_t b = 0; b < kDnsmosMelBands; ++b) {
    const double low = corners[b];
    const double middle = corners[b + 1];
    const double high = corners[b + 2];
    for (std::size_t k = 0; k < kBins; ++k) {
      const double hz = kBinHz * static_cast<double>(k);
      const double weight = std::min((hz - low) / (middle - low), (high - hz) / (high - middle)) * 2.0 / (high - low);
      if (weight <= 0.0) continue;
      if (bands[b].weights.empty()) bands[b].first = k;
      bands[b].weights.push_back(weight);
    }
  }
  return bands;
}

const std::array<Band, kDnsmosMelBands>& mel_bands() {
  static const std::array<Band, kDnsmosMelBands> bands = make_bands();
  return bands;
}

const std::array<float, kWindow>& window() {
  static const std::array<float, kWindow> hann = [] {
    std::array<float, kWindow> out{};
    for (std::size_t i = 0; i < kWindow; ++i) {
      const double turn = static_cast<double>(i) / static_cast<double>(kWindow);
      out[i] = static_cast<float>(0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * turn));
    }
    return out;
  }();
  return hann;
}

/// The sample at a place that may lie up to kMirrored beyond either end.
float mirrored(std::span<const float> samples, std::ptrdiff_t at) {
  const auto last = static_cast<std::ptrdiff_t>(samples.size()) - 1;
  if (at < 0) at = -at;
  if (at > last) at = 2 * last - at;
  return samples[static_cast<std::size_t>(at)];
}

void powers_of(std::span<const float> samples, std::size_t frame, dsp::RealFft& fft, std::span<double, kBins> powers) {
  const auto start = static_cast<std::ptrdiff_t>(frame * kDnsmosMelHop) - static_cast<std::ptrdiff_t>(kMirrored);
  const auto time = fft.time();
  for (std::size_t i = 0; i < kWindow; ++i) {
    time[i] = window()[i] * mirrored(samples, start + static_cast<std::ptrdiff_t>(i));
  }
  fft.forward();
  for (std::size_t k = 0; k < kBins; ++k) powers[k] = std::norm(std::complex<double>(fft.spectrum()[k]));
}

}  // namespace

std::vector<float> dnsmos_mel(std::span<const float> samples_16k) {
  const std::size_t frames = 1 + (samples_16k.size() - 1) / kDnsmosMelHop;
  std::vector<double> levels(frames * kDnsmosMelBands);
  dsp::RealFft fft(kWindow);
  std::array<double, kBins> powers{};
  double loudest = 0.0;
  for (std::size_t t = 0; t < frames; ++t) {
    powers_of(samples_16k, t, fft, powers);
    for (std::size_t b = 0; b < kDnsmosMelBands; ++b) {
      const Band& band = mel_bands()[b];
      double sum = 0.0;
      for (std::size_t k = 0; k < band.weights.size(); ++k) sum += band.weights[k] * powers[band.first + k];
      levels[t * kDnsmosMelBands + b] = std::max(sum, kLeastPower);
      loudest = std::max(loudest, levels[t * kDnsmosMelBands + b]);
    }
  }
  std::vector<float> picture(levels.size());
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const double under_loudest_db = std::max(10.0 * std::log10(levels[i] / loudest), -kDepthDb);
    picture[i] = static_cast<float>((under_loudest_db + 40.0) / 40.0);
  }
  return picture;
}

}  // namespace timbre::measure
