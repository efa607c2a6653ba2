#pragma once
/// A network that learns from recordings whose embedding a mel spectrum has, so that the acoustic model can be told how
/// far what it gives is from the voice it should have ("speaker consistency loss": Casanova et al. 2022, "YourTTS").
/// The speaker encoder itself hears samples, which the acoustic model does not make.

#include <cstdint>
#include <torch/nn.h>

namespace timbre::train {

class MelListenerImpl : public torch::nn::Module {
 public:
  explicit MelListenerImpl(std::int64_t embedding_size);
  /// [clips, frames, bands] and [clips, frames] of 1 where a frame counts → unit vectors [clips, embedding_size].
  torch::Tensor forward(const torch::Tensor& mel, const torch::Tensor& mask);

  torch::nn::Linear first{nullptr};
  torch::nn::ModuleList along{nullptr};
  torch::nn::ModuleList norms{nullptr};
  torch::nn::ModuleList mixes{nullptr};
  torch::nn::Linear last{nullptr};
};
TORCH_MODULE(MelListener);

/// 1 − cosine, mean over clips whose embedding is known (not all 0). [clips, size] each; `heard` of unit length.
[[nodiscard]] torch::Tensor mistaken_voice(const torch::Tensor& heard, const torch::Tensor& wanted);

}  // namespace timbre::train
