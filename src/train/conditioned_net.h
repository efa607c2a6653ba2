#pragma once
/// The network that every part of the acoustic model is: rows in, rows out, and in every layer who speaks.
///
/// ConvNeXt blocks over time whose layer normalisation takes its gain and offset from the speaker (conditional layer
/// normalisation: Chen et al. 2021, "AdaSpeech"). It begins as if there were no speaker: gains 1, offsets 0.

#include <cstdint>
#include <torch/nn.h>

namespace timbre::train {

struct ConditionedNetOptions {
  std::int64_t inputs = 1;
  std::int64_t outputs = 1;
  std::int64_t speaker_inputs = 1;
  std::int64_t channels = 256;
  std::int64_t blocks = 4;
  std::int64_t expansion = 3;
};

/// normalised(x)·(1 + gain) + offset, both from the speaker. [clips, frames, channels] and [clips, 1, kSpeakerWidth].
class ConditionedNormImpl : public torch::nn::Module {
 public:
  explicit ConditionedNormImpl(std::int64_t channels);
  torch::Tensor forward(const torch::Tensor& x, const torch::Tensor& speaker);

  torch::nn::LayerNorm norm{nullptr};
  torch::nn::Linear turn{nullptr};
};
TORCH_MODULE(ConditionedNorm);

class ConditionedBlockImpl : public torch::nn::Module {
 public:
  ConditionedBlockImpl(std::int64_t channels, std::int64_t expansion);
  torch::Tensor forward(const torch::Tensor& x, const torch::Tensor& speaker);

  torch::nn::Conv1d along{nullptr};
  ConditionedNorm norm{nullptr};
  torch::nn::Linear expand{nullptr};
  torch::nn::Linear contract{nullptr};
  torch::Tensor scale;
};
TORCH_MODULE(ConditionedBlock);

class ConditionedNetImpl : public torch::nn::Module {
 public:
  explicit ConditionedNetImpl(const ConditionedNetOptions& options);
  /// [clips, n, inputs] and [clips, 1, speaker_inputs] → [clips, n, outputs].
  torch::Tensor forward(const torch::Tensor& rows, const torch::Tensor& speaker);

  torch::nn::Linear speaker_in{nullptr};
  torch::nn::Linear speaker_out{nullptr};
  torch::nn::Linear first{nullptr};
  torch::nn::ModuleList blocks{nullptr};
  ConditionedNorm last_norm{nullptr};
  torch::nn::Linear head{nullptr};
};
TORCH_MODULE(ConditionedNet);

/// Of what a speaker becomes before it goes into the layers.
inline constexpr std::int64_t kSpeakerWidth = 128;

}  // namespace timbre::train
