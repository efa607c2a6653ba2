#pragma once
/// How strong the mark may be, tile by tile: what the ear forgives, within a budget that follows the sound's energy.
/// Everything is decided from the segment at hand and what came before it.

#include <array>
#include <vector>

#include "safety/watermark_layout.h"

namespace timbre::safety {

/// One value for each frame and band of a segment: frame · kBandCount + band.
using SegmentGrid = std::array<float, kSegmentFrames * kBandCount>;
/// One value for each tile of a segment: pair · kBandCount + band.
using SegmentTiles = std::array<float, kSegmentPairs * kBandCount>;

/// A segment as the embedder hears it, in units of full scale.
struct SegmentLevels {
  SegmentGrid level_db{};     ///< energy of each frame and band
  double total_energy = 0.0;  ///< of all frames and all frequencies, marked or not
};

/// Where in a SegmentGrid a tile's first frame is; its second follows kBandCount later.
[[nodiscard]] constexpr std::size_t first_frame_of(std::size_t tile) {
  return tile / kBandCount * 2 * kBandCount + tile % kBandCount;
}
/// The most a band may be changed, dB: less where few bands make up what an ear hears as one.
[[nodiscard]] double most_gain_db(std::size_t band);

class WatermarkStrength {
 public:
  /// The strength of each tile in dB; 0 in silence: pairs below −65 dBFS in the marked bands or 40 dB under the loudest
  /// so far, which fades by 0.1 dB a pair.
  [[nodiscard]] SegmentTiles next(const SegmentLevels& segment);
  /// What background noise is to be reckoned with, as energy in one frame and band: 15 dB under the sound.
  [[nodiscard]] double expected_noise() const { return expected_noise_; }

 private:
  void shape(const SegmentLevels& segment, SegmentTiles& strength);
  void keep_to_budget(const SegmentLevels& segment, SegmentTiles& strength);

  double peak_db_ = -200.0;
  double sound_energy_ = 0.0;
  double mark_energy_ = 0.0;
  double expected_noise_ = 0.0;
};

}  // namespace timbre::safety
