#pragma once
/// The speeds a sound may have been brought to: the mark is looked for at each of them.

#include <cstdint>
#include <vector>

#include "safety/watermark_search.h"

namespace timbre::safety {

/// Bands are moved by `pitch`, time by `tempo`; a tape that runs faster changes both alike.
struct PlayedSpeed {
  double pitch = 1.0;
  double tempo = 1.0;
};

struct SpeedPeak {
  SyncPeak peak;
  PlayedSpeed speed;
  std::uint64_t tried = 0;  ///< offsets × speeds
};

/// A tape 10 % slower to 10 % faster, in steps of 0.1 % (bands follow in steps of 1 %), then the same tempos with the
/// pitch kept.
[[nodiscard]] SpeedPeak search_speeds(const FineSpectrogram& spectrogram, const SyncFinder& finder);

}  // namespace timbre::safety
