#pragma once
/// Teaches the acoustic model, a step at a time, and can be stopped and gone on with at any checkpoint.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <torch/optim/adamw.h>

#include "base/result.h"
#include "train/acoustic_config.h"
#include "train/acoustic_data.h"
#include "train/acoustic_net.h"
#include "train/mel_judge.h"
#include "train/mel_listener.h"
#include "train/teach.h"

namespace timbre::train {

class AcousticTrainer {
 public:
  /// Weights from the seed. Both must outlive it; there is at least one recording.
  AcousticTrainer(const std::vector<AcousticRecording>& recordings, const AcousticConfig& config);

  struct StepNews {
    NamedValues losses;
    double rate = 0;
  };
  StepNews step();
  [[nodiscard]] std::int64_t steps_done() const { return step_; }
  /// The losses over crops of the watched recordings, "watched_…"; none where there are no such recordings.
  [[nodiscard]] NamedValues watch();

  /// Errors as of checkpoint.h.
  Result<void> save(const std::filesystem::path& path) const;
  Result<void> load(const std::filesystem::path& path);
  /// The networks of another training, as if they were the first weights of this one.
  Result<void> begin_from(const std::filesystem::path& path);
  /// What is to be used: the mean of the weights of the latest steps, each counting a little less than the next.
  [[nodiscard]] const AcousticNet& net() const { return mean_; }

 private:
  /// Lays down the gradients of `losses`, and from judge_from_step on those of the judge and the listener, of being
  /// found out and of sounding like another.
  void learn(const AcousticLosses& losses, const AcousticNetImpl::Guess& guess, const AcousticBatch& batch,
             StepNews& news);
  void follow();

  const AcousticConfig& config_;
  AcousticBatches batches_;
  AcousticNet net_{nullptr};
  AcousticNet mean_{nullptr};
  MelJudge judge_{nullptr};
  MelListener listener_{nullptr};
  std::unique_ptr<torch::optim::AdamW> optimiser_;
  std::int64_t step_ = 0;
};

}  // namespace timbre::train
