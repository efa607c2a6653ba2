#include "safety/watermark_speed_search.h"

#include <cmath>

namespace timbre::safety {

namespace {

constexpr int kPitchSteps = 10;  // of 1 %, either way
constexpr int kFineSteps = 5;    // of 0.1 %, either way of a pitch step
constexpr double kFineStep = 0.001;

void try_tempo(const FineTiles& tiles, PlayedSpeed speed, const SyncFinder& finder, SpeedPeak& best) {
  const SyncPeak peak = finder.best(fold_tiles(tiles, speed.tempo));
  best.tried += kOffsets;
  if (peak.z > best.peak.z) {
    best.peak = peak;
    best.speed = speed;
  }
}

/// The tempo between the steps: over a whole stretch a twentieth of a percent is half a tile.
void refine(const FineSpectrogram& spectrogram, const SyncFinder& finder, SpeedPeak& best) {
  const PlayedSpeed rough = best.speed;
  const FineTiles tiles = fine_tiles(spectrogram, rough.pitch == 1.0 ? 1.0 : rough.tempo);
  for (int step = -2; step <= 2; ++step) {
    try_tempo(tiles, {rough.pitch == 1.0 ? 1.0 : rough.tempo, rough.tempo + 0.25 * kFineStep * step}, finder, best);
  }
}

}  // namespace

SpeedPeak search_speeds(const FineSpectrogram& spectrogram, const SyncFinder& finder) {
  SpeedPeak best;
  for (int step = -kPitchSteps; step <= kPitchSteps; ++step) {
    const double pitch = 1.0 + 0.01 * step;
    const FineTiles tiles = fine_tiles(spectrogram, pitch);
    for (int fine = -kFineSteps; fine < kFineSteps; ++fine) {
      try_tempo(tiles, {pitch, pitch + kFineStep * fine}, finder, best);
    }
  }
  const FineTiles tiles = fine_tiles(spectrogram, 1.0);
  for (int fine = -kPitchSteps * 10; fine <= kPitchSteps * 10; ++fine) {
    if (std::abs(fine) > kFineSteps) try_tempo(tiles, {1.0, 1.0 + kFineStep * fine}, finder, best);
  }
  refine(spectrogram, finder, best);
  return best;
}

}  // namespace timbre::safety
