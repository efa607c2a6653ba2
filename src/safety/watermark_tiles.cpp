#include "safety/watermark_tiles.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "safety/watermark_whitening.h"

namespace timbre::safety {

namespace {

using Grid = std::vector<float>;  // row · kBandCount + band

constexpr float kNeighbourShare = 0.2F;
constexpr double kNoiseQuantile = 0.3;
constexpr float kNoiseWeight = 3.0F;
constexpr float kLeastNoise = 1e-5F;     // of the mean energy of a tile
constexpr float kLeastEnergy = 1e-7F;    // of the same: digital silence has no level
constexpr float kLeastVariance = 20.0F;  // dB²
constexpr std::size_t kVarianceRows = 10;
constexpr std::size_t kVarianceBands = 4;

struct BandEnergies {
  Grid energy;
  float mean = 0.0F;
};

BandEnergies band_energies(const FineSpectrogram& spectrogram, double pitch) {
  std::array<std::size_t, kBandCount + 1> column{};
  std::array<float, kBandCount + 1> beyond{};
  constexpr double kBinsPerMarkBin = static_cast<double>(FineSpectrogram::kFftSize) / kMarkWindow;
  for (std::size_t k = 0; k <= kBandCount; ++k) {
    const double edge = (static_cast<double>(kFirstMarkBin + kBinsPerBand * k) - 0.5) * kBinsPerMarkBin * pitch + 0.5;
    const double at = std::clamp(edge - FineSpectrogram::kFirstBin, 0.0, FineSpectrogram::kBins - 0.001);
    column[k] = static_cast<std::size_t>(at);
    beyond[k] = static_cast<float>(at - static_cast<double>(column[k]));
  }
  BandEnergies out;
  out.energy.resize(spectrogram.rows * kBandCount);
  double total = 0.0;
  for (std::size_t row = 0; row < spectrogram.rows; ++row) {
    const float* running = spectrogram.running.data() + row * FineSpectrogram::kColumns;
    float before = 0.0F;
    for (std::size_t k = 0; k <= kBandCount; ++k) {
      const float* at = running + column[k];
      const float now = at[0] + beyond[k] * (at[1] - at[0]);
      if (k > 0) out.energy[row * kBandCount + k - 1] = std::max(0.0F, now - before);
      before = now;
    }
    total += running[FineSpectrogram::kBins];
  }
  const std::size_t count = std::max<std::size_t>(1, out.energy.size());
  out.mean = static_cast<float>(total / static_cast<double>(count));
  return out;
}

std::array<float, kBandCount> noise_floor(const BandEnergies& bands) {
  std::array<float, kBandCount> floor{};
  std::vector<float> column(bands.energy.size() / kBandCount);
  const auto rank = static_cast<std::ptrdiff_t>(kNoiseQuantile * static_cast<double>(column.size()));
  for (std::size_t k = 0; k < kBandCount; ++k) {
    for (std::size_t row = 0; row < column.size(); ++row) column[row] = bands.energy[row * kBandCount + k];
    std::nth_element(column.begin(), column.begin() + rank, column.end());
    floor[k] = kNoiseWeight * column[static_cast<std::size_t>(rank)] + kLeastNoise * bands.mean + 1e-20F;
  }
  return floor;
}

FineTiles differences(const BandEnergies& bands) {
  Grid level(bands.energy.size());
  for (std::size_t i = 0; i < level.size(); ++i) {
    level[i] = 10.0F * std::log10(bands.energy[i] + kLeastEnergy * bands.mean + 1e-20F);
  }
  const std::size_t rows = level.size() / kBandCount;
  FineTiles tiles;
  tiles.rows = rows > kFinePerFrame ? rows - kFinePerFrame : 0;
  tiles.value.resize(tiles.rows * kBandCount);
  for (std::size_t row = 0; row < tiles.rows; ++row) {
    const float* now = level.data() + row * kBandCount;
    whitened_difference(now, now + kFinePerFrame * kBandCount, tiles.value.data() + row * kBandCount);
  }
  return tiles;
}

void whiten_over_time(FineTiles& tiles) {
  const Grid before = tiles.value;
  constexpr std::size_t kFrame = kFinePerFrame * kBandCount;
  for (std::size_t i = kFrame; i + kFrame < before.size(); ++i) {
    tiles.value[i] = before[i] - kNeighbourShare * (before[i - kFrame] + before[i + kFrame]);
  }
}

/// Mean square over the bands around, row by row.
Grid squares_over_bands(const FineTiles& tiles) {
  Grid out(tiles.value.size());
  std::array<float, kBandCount + 1> sum{};
  for (std::size_t row = 0; row < tiles.rows; ++row) {
    const float* v = tiles.value.data() + row * kBandCount;
    for (std::size_t k = 0; k < kBandCount; ++k) sum[k + 1] = sum[k] + v[k] * v[k];
    for (std::size_t k = 0; k < kBandCount; ++k) {
      const std::size_t low = k >= kVarianceBands ? k - kVarianceBands : 0;
      const std::size_t high = std::min(kBandCount, k + kVarianceBands + 1);
      out[row * kBandCount + k] = (sum[high] - sum[low]) / static_cast<float>(high - low);
    }
  }
  return out;
}

void divide_by_variance(FineTiles& tiles) {
  const Grid squares = squares_over_bands(tiles);
  std::array<double, kBandCount> sum{};
  std::size_t low = 0;
  std::size_t high = 0;
  for (std::size_t row = 0; row < tiles.rows; ++row) {
    for (; high < std::min(tiles.rows, row + kVarianceRows + 1); ++high) {
      for (std::size_t k = 0; k < kBandCount; ++k) sum[k] += squares[high * kBandCount + k];
    }
    for (; low + kVarianceRows < row; ++low) {
      for (std::size_t k = 0; k < kBandCount; ++k) sum[k] -= squares[low * kBandCount + k];
    }
    const auto count = static_cast<float>(high - low);
    for (std::size_t k = 0; k < kBandCount; ++k) {
      const float variance = std::max(0.0F, static_cast<float>(sum[k]) / count);
      tiles.value[row * kBandCount + k] /= variance + kLeastVariance;
    }
  }
}

void weigh_by_noise(FineTiles& tiles, const BandEnergies& bands) {
  const auto floor = noise_floor(bands);
  for (std::size_t row = 0; row < tiles.rows; ++row) {
    const float* now = bands.energy.data() + row * kBandCount;
    const float* then = now + kFinePerFrame * kBandCount;
    float* value = tiles.value.data() + row * kBandCount;
    for (std::size_t k = 0; k < kBandCount; ++k) {
      const float energy = std::min(now[k], then[k]);
      value[k] *= energy / (energy + floor[k]);
    }
  }
}

}  // namespace

FineTiles fine_tiles(const FineSpectrogram& spectrogram, double pitch) {
  const BandEnergies bands = band_energies(spectrogram, pitch);
  FineTiles tiles = differences(bands);
  whiten_over_time(tiles);
  divide_by_variance(tiles);
  weigh_by_noise(tiles, bands);
  return tiles;
}

}  // namespace timbre::safety
