#pragma once
/// The speaker encoder's network as it is trained: normalised log-mels in, one embedding per clip out.
///
/// A time-delay network: a stem that halves the frame rate, a residual block, a second halving, three dilated residual
/// blocks, each with squeeze and excitation (Hu et al. 2018); their outputs side by side through a 1×1 convolution
/// (multi-layer aggregation as in ECAPA-TDNN, Desplanques et al. 2020); attentive statistics (Okabe et al. 2018); one
/// linear layer to the embedding. Not of unit length yet: what compares it scales it.

#include <cstdint>
#include <torch/nn.h>

#include "train/speaker_net_options.h"

namespace timbre::train {

/// Of the statistics pooled over time.
inline constexpr double kPooledVarianceFloor = 1e-5;

/// Convolution, rectifier, batch normalisation, in this order (as x-vectors have it).
class ConvLayerImpl : public torch::nn::Module {
 public:
  ConvLayerImpl(std::int64_t in, std::int64_t out, std::int64_t kernel, std::int64_t stride, std::int64_t dilation);
  torch::Tensor forward(const torch::Tensor& x);

  torch::nn::Conv1d conv{nullptr};
  torch::nn::BatchNorm1d norm{nullptr};
};
TORCH_MODULE(ConvLayer);

/// x + gate(mean over time of h)·h with h = layer(x).
class GatedBlockImpl : public torch::nn::Module {
 public:
  GatedBlockImpl(std::int64_t channels, std::int64_t kernel, std::int64_t dilation);
  torch::Tensor forward(const torch::Tensor& x);

  ConvLayer layer{nullptr};
  torch::nn::Conv1d squeeze{nullptr};
  torch::nn::Conv1d excite{nullptr};
};
TORCH_MODULE(GatedBlock);

class SpeakerNetImpl : public torch::nn::Module {
 public:
  explicit SpeakerNetImpl(const SpeakerNetOptions& options);
  /// [clips, bands, frames] → [clips, embedding_size].
  torch::Tensor forward(const torch::Tensor& features);

  ConvLayer stem{nullptr};
  GatedBlock first{nullptr};
  ConvLayer halve{nullptr};
  GatedBlock second{nullptr};
  GatedBlock third{nullptr};
  GatedBlock fourth{nullptr};
  ConvLayer gather{nullptr};
  torch::nn::Conv1d attend{nullptr};
  torch::nn::Conv1d weigh{nullptr};
  torch::nn::BatchNorm1d pooled_norm{nullptr};
  torch::nn::Conv1d embed{nullptr};
  torch::nn::BatchNorm1d embed_norm{nullptr};
};
TORCH_MODULE(SpeakerNet);

/// How many numbers training chooses.
[[nodiscard]] std::int64_t parameter_count(const torch::nn::Module& module);

}  // namespace timbre::train
