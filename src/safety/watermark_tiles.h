#pragma once
/// What the detector correlates: for every 4 ms and every band, how much louder the sound is now than one frame later,
/// freed from what speech does by itself and weighted by how far it can be trusted. The same for all keys.

#include <vector>

#include "safety/watermark_features.h"

namespace timbre::safety {

struct FineTiles {
  std::size_t rows = 0;      ///< as of the spectrogram, less the last frame
  std::vector<float> value;  ///< row · kBandCount + band
};

/// With the bands `pitch` times as high as they were marked. Time stays as it is.
///
/// Whitened over bands (watermark_whitening.h) and over time (less a fifth of the tiles one frame before and after);
/// divided by the local variance, as a matched filter is; and by how far the tile stands out of the noise, which is
/// taken to be what three tenths of the band's frames stay under.
[[nodiscard]] FineTiles fine_tiles(const FineSpectrogram& spectrogram, double pitch);

}  // namespace timbre::safety
