#pragma once
/// Teaches the acoustic model, a step at a time, and can be stopped and gone on with at any checkpoint.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <torch/optim/adamw.h>

#include "base/file_system.h"
#include "base/result.h"
#include "train/acoustic_config.h"
#include "train/acoustic_data.h"
#include "train/acoustic_net.h"
#include "train/mel_ear.h"
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
  /// The networks of another training, as if they were the first weights of this one: a checkpoint, or a folder with an
  /// exported model, whose judge and listener are not known. Errors as of checkpoint.h and onnx_weights.h.
  Result<void> begin_from(const std::filesystem::path& path, FileSystem& disk);
  /// From now on what is predicted is heard by the encoder, too (ear_weight).
  void listen_with(MelEar ear) { ear_ = std::move(ear); }
  /// What is to be used: the mean of the weights of the latest steps, each counting a little less than the next.
  [[nodiscard]] const AcousticNet& net() const { return mean_; }

 private:
  /// Lays down the gradients of `losses`, and from judge_from_step on those of the judge and the listener.
  void learn(const AcousticLosses& losses, const AcousticNetImpl::Guess& guess, const AcousticBatch& batch,
             StepNews& news);
  /// Those of `losses`, of being found out by the judge and of sounding like another.
  void deceive(const AcousticLosses& losses, const AcousticNetImpl::Guess& guess, const AcousticBatch& batch,
               StepNews& news);
  /// How far what is said is from the batch's speakers.
  struct Impression {
    torch::Tensor mistaken;  ///< to the listener; 0 where it counts for nothing
    torch::Tensor strange;   ///< to the ear; 0 without one
  };
  [[nodiscard]] Impression impression_of(const torch::Tensor& said, const AcousticBatch& batch);
  [[nodiscard]] torch::Tensor far_from_speaker(const Impression& impression) const;
  void follow();

  const AcousticConfig& config_;
  AcousticBatches batches_;
  AcousticNet net_{nullptr};
  AcousticNet mean_{nullptr};
  MelJudge judge_{nullptr};
  MelListener listener_{nullptr};
  std::optional<MelEar> ear_;
  std::unique_ptr<torch::optim::AdamW> optimiser_;
  std::int64_t step_ = 0;
};

}  // namespace timbre::train
