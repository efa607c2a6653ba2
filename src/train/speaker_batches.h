#pragma once
/// Which clips a training step sees. A step's batch depends on the seed and the step's number alone, so that a training
/// that was interrupted goes on as if it had not been.

#include <cstdint>
#include <span>
#include <torch/types.h>
#include <vector>

#include "base/random.h"
#include "train/feature_store.h"
#include "train/speaker_config.h"

namespace timbre::train {

struct SpeakerBatch {
  torch::Tensor features;  ///< [clips, bands, frames], normalised per clip
  torch::Tensor labels;    ///< [clips]
};

class SpeakerBatches {
 public:
  /// Both must outlive it.
  SpeakerBatches(const FeatureStore& store, const SpeakerConfig& config);
  /// Speakers drawn evenly; each a random crop of a random version of one recording, filled up from another of the same
  /// speaker where that is too short; bands and stretches of time masked (SpecAugment, Park et al. 2019).
  [[nodiscard]] SpeakerBatch batch(std::int64_t step) const;

 private:
  [[nodiscard]] std::int64_t crop_length(Random& random) const;
  void fill_clip(std::uint32_t label, std::span<float> crop, Random& random) const;

  const FeatureStore& store_;
  const SpeakerConfig& config_;
  std::vector<std::vector<std::uint32_t>> clips_of_;  // per label
};

/// A whole clip as a network takes it: [1, bands, frames], normalised.
[[nodiscard]] torch::Tensor whole_clip(const FeatureStore& store, const StoredClip& clip, std::size_t band_count);

}  // namespace timbre::train
