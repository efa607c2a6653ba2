#pragma once
/// A network that learns to tell mel spectra of recordings from predicted ones, so that the acoustic model learns to
/// give what could have been recorded and not the mean of all that could (least squares GAN: Mao et al. 2017; for mels
/// of speech: Yang et al. 2021, "GANSpeech"). It knows whose voice it should be (projection: Miyato & Koyama 2018).

#include <cstdint>
#include <torch/nn.h>
#include <vector>

namespace timbre::train {

class MelJudgeImpl : public torch::nn::Module {
 public:
  explicit MelJudgeImpl(std::int64_t speaker_inputs);

  struct Verdict {
    torch::Tensor score;                  ///< [clips, 1, time/8, bands/8]; towards 1: recorded
    std::vector<torch::Tensor> features;  ///< what its layers saw
  };
  /// [clips, frames, bands] and [clips, 1, speaker_inputs].
  Verdict forward(const torch::Tensor& mel, const torch::Tensor& speaker);

  torch::nn::ModuleList layers{nullptr};
  torch::nn::Conv2d last{nullptr};
  torch::nn::Linear who{nullptr};
};
TORCH_MODULE(MelJudge);

/// What the judge pays for its errors, and what the acoustic model pays for being found out and for looking different
/// to the judge's layers ("feature matching": Larsen et al. 2016), weighed 1 to 2.
[[nodiscard]] torch::Tensor judge_loss(const torch::Tensor& recorded_score, const torch::Tensor& made_score);
[[nodiscard]] torch::Tensor deceit_loss(const MelJudgeImpl::Verdict& made, const MelJudgeImpl::Verdict& recorded);

}  // namespace timbre::train
