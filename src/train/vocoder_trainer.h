#pragma once
/// Teaches the vocoder, a step at a time, and can be stopped and gone on with at any checkpoint.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <torch/optim/adamw.h>

#include "base/result.h"
#include "train/vocoder_config.h"
#include "train/vocoder_data.h"
#include "train/vocoder_net.h"

namespace timbre::train {

class VocoderTrainer {
 public:
  /// Weights from the seed. Both must outlive it.
  VocoderTrainer(const std::vector<VocoderRecording>& recordings, const VocoderConfig& config);

  struct StepNews {
    double loss = 0;
    double rate = 0;
  };
  StepNews step();
  [[nodiscard]] std::int64_t steps_done() const { return step_; }
  /// The loss over crops of the watched recordings; InvalidInput where there are none.
  [[nodiscard]] Result<double> watched_loss();

  /// Errors as of checkpoint.h.
  Result<void> save(const std::filesystem::path& path) const;
  Result<void> load(const std::filesystem::path& path);
  [[nodiscard]] const VocoderNet& net() const { return net_; }

 private:
  const VocoderConfig& config_;
  VocoderBatches batches_;
  VocoderNet net_{nullptr};
  std::unique_ptr<torch::optim::AdamW> optimiser_;
  std::int64_t step_ = 0;
};

}  // namespace timbre::train
