#pragma once
/// The vocoder's network as it is trained: mel bands, F0 and voicing in, per frame the filters of voice/source_filter.h
/// out; and that filter itself, differentiable.
///
/// ConvNeXt blocks over time (Liu et al. 2022; for vocoders Siuzdak 2023, "Vocos"), ahead of them one convolution. The
/// gains it gives are changes to the mel spectrum itself, brought to the filter's bins, so that it begins near the
/// answer.

#include <cstdint>
#include <torch/nn.h>

#include "train/vocoder_config.h"
#include "train/vocoder_data.h"

namespace timbre::train {

/// x + scale·(expand → GELU → contract)(normalise(convolve in each channel)). [clips, frames, channels].
class ConvNextBlockImpl : public torch::nn::Module {
 public:
  ConvNextBlockImpl(std::int64_t channels, std::int64_t expansion);
  torch::Tensor forward(const torch::Tensor& x);

  torch::nn::Conv1d along{nullptr};
  torch::nn::LayerNorm norm{nullptr};
  torch::nn::Linear expand{nullptr};
  torch::nn::Linear contract{nullptr};
  torch::Tensor scale;
};
TORCH_MODULE(ConvNextBlock);

class VocoderNetImpl : public torch::nn::Module {
 public:
  explicit VocoderNetImpl(const VocoderNetOptions& options);
  /// [clips, frames, voice::kVocoderInputs] → [clips, frames, voice::kFilterValues].
  torch::Tensor forward(const torch::Tensor& inputs);

  torch::nn::Conv1d stem{nullptr};
  torch::nn::LayerNorm stem_norm{nullptr};
  torch::nn::ModuleList blocks{nullptr};
  torch::nn::LayerNorm last_norm{nullptr};
  torch::nn::Linear head{nullptr};
  torch::Tensor mel_to_bins;  ///< [bands, bins], not learned: log-mels to log-gains, by straight lines between centres
};
TORCH_MODULE(VocoderNet);

/// A batch's inputs as the network takes them.
[[nodiscard]] torch::Tensor vocoder_inputs(const VocoderBatch& batch);
/// What voice::SourceFilter does at voice::kAnalysisRateHz: [clips, samples].
[[nodiscard]] torch::Tensor filtered(const torch::Tensor& pulses, const torch::Tensor& noise,
                                     const torch::Tensor& filters);
/// Multi-resolution spectral loss (Yamamoto, Song, Kim 2020): over four window lengths, spectral convergence and the
/// mean absolute difference of log magnitudes.
[[nodiscard]] torch::Tensor spectral_loss(const torch::Tensor& made, const torch::Tensor& recorded);

}  // namespace timbre::train
