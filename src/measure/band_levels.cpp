#include "measure/band_levels.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace timbre::measure {
namespace {

// About two critical bands each in the middle; none narrower than the 100 Hz resolution of the 20 ms window.
constexpr std::array<double, kMaxBandCount + 1> kEdgesHz{120,  250,  400,  550,  750,  1000, 1300,
                                                         1700, 2200, 2800, 3500, 4500, 6000, 7600};
// The anti-alias filter of a converter or resampler takes the last few per cent below Nyquist.
constexpr double kUsableShareOfNyquist = 0.95;

}  // namespace

BandLevelsMeter::BandLevelsMeter(int sample_rate_hz) {
  const dsp::FrameGrid grid(sample_rate_hz);
  const double top_hz = kUsableShareOfNyquist * sample_rate_hz / 2.0;
  levels_.hop_s = grid.hop_s();
  const auto bin_of = [&grid](double hz) { return static_cast<std::size_t>(std::lround(hz / grid.bin_hz())); };
  edges_[0] = bin_of(kEdgesHz[0]);
  while (levels_.band_count < kMaxBandCount) {
    const std::size_t end = bin_of(std::min(kEdgesHz[levels_.band_count + 1], top_hz));
    if (end < edges_[levels_.band_count] + 2) break;
    edges_[++levels_.band_count] = end;
  }
}

void BandLevelsMeter::push(const dsp::SpectrumFrame& frame) {
  BandPowers powers{};
  for (std::size_t b = 0; b < levels_.band_count; ++b) {
    float sum = 0.0F;
    for (std::size_t k = edges_[b]; k < edges_[b + 1]; ++k) sum += frame.power[k];
    powers[b] = sum;
  }
  levels_.frames.push_back(powers);
}

BandLevels BandLevelsMeter::finish() {
  return std::exchange(levels_, BandLevels{levels_.hop_s, levels_.band_count, {}});
}

}  // namespace timbre::measure
