#pragma once
/// Whether a row of embeddings, each of a short window of one take, holds two voices. Pure.
///
/// The run of windows (from one to half of them) whose mean is least like the mean of the rest is the candidate; both
/// groups then exchange windows until each window is with the mean it is more like (k-means on the sphere, k = 2,
/// begun with the candidate). What the groups are worth is the caller's to say: any take can be split.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "speaker/speaker_encoder.h"

namespace timbre::speaker {

struct VoiceSplit {
  std::vector<std::uint8_t> is_other;  ///< per window: 1 in the smaller group, the later one where both are alike
  std::size_t other_count = 0;         ///< windows in it, at least 1
  double cosine = 1;                   ///< between the means of the two groups, −1 … 1
  /// How much more a window is like the rest of its own group than like the other group, mean over the smaller group;
  /// of one window alone: how much less it is like the others than these are like each other.
  double contrast = 0;
};

/// None for fewer than three windows: with two there is nothing to say which is the odd one.
[[nodiscard]] std::optional<VoiceSplit> split_voices(std::span<const Embedding> windows);

}  // namespace timbre::speaker
