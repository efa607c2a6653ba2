#include "eval/detail/third_octaves.h"

#include <cmath>
#include <numbers>

namespace timbre::eval {
namespace {

constexpr std::size_t kSpectrum = 512;
constexpr double kRateHz = 10'000;
constexpr double kLowestHz = 150;

struct BandEdges {
  std::array<std::size_t, kBandCount> begin{};
  std::array<std::size_t, kBandCount> end{};
};

std::size_t nearest_bin(double frequency_hz) {
  const double exact = frequency_hz * kSpectrum / kRateHz;
  const double below = std::floor(exact);
  return static_cast<std::size_t>(exact - below <= below + 1 - exact ? below : below + 1);
}

BandEdges band_edges() {
  BandEdges edges;
  for (std::size_t k = 0; k < kBandCount; ++k) {
    const double twice = 2 * static_cast<double>(k);
    edges.begin[k] = nearest_bin(kLowestHz * std::exp2((twice - 1) / 6));
    edges.end[k] = nearest_bin(kLowestHz * std::exp2((twice + 1) / 6));
  }
  return edges;
}

std::array<double, kSpectrum> circle(double (*function)(double)) {
  std::array<double, kSpectrum> table{};
  for (std::size_t i = 0; i < kSpectrum; ++i) {
    table[i] = function(2 * std::numbers::pi * static_cast<double>(i) / kSpectrum);
  }
  return table;
}

/// One bin of the definition itself: only 200 of them are wanted, in double precision.
double power_at(std::span<const double> frame, std::size_t bin) {
  static const auto cosines = circle([](double x) { return std::cos(x); });
  static const auto sines = circle([](double x) { return std::sin(x); });
  double real = 0;
  double imaginary = 0;
  std::size_t phase = 0;
  for (const double sample : frame) {
    real += sample * cosines[phase];
    imaginary += sample * sines[phase];
    phase = (phase + bin) % kSpectrum;
  }
  return real * real + imaginary * imaginary;
}

}  // namespace

std::span<const double> stoi_window() {
  static const auto window = [] {
    std::array<double, kStoiFrame> made{};
    for (std::size_t i = 0; i < kStoiFrame; ++i) {
      made[i] = 0.5 - 0.5 * std::cos(2 * std::numbers::pi * static_cast<double>(i + 1) / (kStoiFrame + 1));
    }
    return made;
  }();
  return window;
}

std::vector<Bands> third_octaves(std::span<const double> samples) {
  static const BandEdges edges = band_edges();
  const auto window = stoi_window();
  std::vector<Bands> frames;
  std::array<double, kStoiFrame> frame{};
  for (std::size_t at = 0; at + kStoiFrame < samples.size(); at += kStoiFrame / 2) {
    for (std::size_t i = 0; i < kStoiFrame; ++i) frame[i] = window[i] * samples[at + i];
    Bands& bands = frames.emplace_back();
    for (std::size_t k = 0; k < kBandCount; ++k) {
      double power = 0;
      for (std::size_t bin = edges.begin[k]; bin < edges.end[k]; ++bin) power += power_at(frame, bin);
      bands[k] = std::sqrt(power);
    }
  }
  return frames;
}

}  // namespace timbre::eval
