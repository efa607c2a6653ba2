#pragma once
/// The acoustic model as it is trained, after FastSpeech 2 (Ren et al. 2021): sounds → what each is told to its frames,
/// and how long it lasts; frames → pitch, voicing and energy; frames with these → mel bands. Each of the three is a
/// ConditionedNet of its own, in memory, in the file and when it runs (voice/acoustic_model.h).

#include <torch/nn.h>

#include "train/acoustic_config.h"
#include "train/acoustic_data.h"
#include "train/conditioned_net.h"

namespace timbre::train {

/// Values the prosody network gives for a frame.
inline constexpr std::int64_t kProsodyValues = 3;

class AcousticNetImpl : public torch::nn::Module {
 public:
  AcousticNetImpl(const AcousticNetOptions& options, std::int64_t speaker_inputs);

  struct Guess {
    torch::Tensor durations;  ///< [clips, phones] ln(1 + frames)
    torch::Tensor prosody;    ///< [clips, frames, kProsodyValues]; the second is a logit
    torch::Tensor mel;        ///< [clips, frames, bands]
  };
  /// With the batch's own durations, pitch and energy.
  Guess forward(const AcousticBatch& batch);

  ConditionedNet phones{nullptr};
  ConditionedNet prosody{nullptr};
  ConditionedNet mel{nullptr};
};
TORCH_MODULE(AcousticNet);

struct AcousticLosses {
  torch::Tensor mel;       ///< mean absolute difference, and that of its change from frame to frame, halved
  torch::Tensor duration;  ///< of ln(1 + frames), Huber's
  torch::Tensor pitch;     ///< mean absolute difference of ln F0 where voiced
  torch::Tensor voicing;   ///< cross entropy
  torch::Tensor energy;    ///< mean absolute difference
  [[nodiscard]] torch::Tensor sum() const;
};

/// Only where the batch's masks say that there is something to learn.
[[nodiscard]] AcousticLosses acoustic_losses(const AcousticNetImpl::Guess& guess, const AcousticBatch& batch);

}  // namespace timbre::train
