#pragma once
/// Teaches a speaker encoder, a step at a time, and can be stopped and gone on with at any checkpoint.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <torch/optim/adamw.h>

#include "base/result.h"
#include "train/margin_softmax.h"
#include "train/speaker_batches.h"
#include "train/speaker_config.h"
#include "train/speaker_net.h"

namespace timbre::train {

class SpeakerTrainer {
 public:
  /// Weights from the seed. `store` and `config` must outlive it.
  SpeakerTrainer(const FeatureStore& store, const SpeakerConfig& config, std::int64_t class_count);

  struct StepNews {
    double loss = 0;
    double accuracy = 0;  ///< share of clips whose speaker was the nearest, before the margin
    double rate = 0;
  };
  StepNews step();
  [[nodiscard]] std::int64_t steps_done() const { return step_; }
  /// Equal error rate over all pairs of the watched recordings; InvalidInput where there are too few.
  [[nodiscard]] Result<double> watched_error_rate();

  /// Everything that the next step depends on, written under a temporary name and renamed.
  Result<void> save(const std::filesystem::path& path) const;
  /// NotFound where there is none, Corrupt where it is another network's.
  Result<void> load(const std::filesystem::path& path);
  [[nodiscard]] const SpeakerNet& net() const { return net_; }

 private:
  const FeatureStore& store_;
  const SpeakerConfig& config_;
  SpeakerBatches batches_;
  SpeakerNet net_{nullptr};
  MarginSoftmax head_{nullptr};
  std::unique_ptr<torch::optim::AdamW> optimiser_;
  std::int64_t step_ = 0;
};

}  // namespace timbre::train
