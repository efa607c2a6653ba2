#include "train/speaker_net.h"

namespace timbre::train {
namespace {

constexpr std::int64_t kGateChannels = 64;

torch::nn::Conv1d make_conv(std::int64_t in, std::int64_t out, std::int64_t kernel, std::int64_t stride,
                            std::int64_t dilation) {
  return torch::nn::Conv1d(
      torch::nn::Conv1dOptions(in, out, kernel).stride(stride).dilation(dilation).padding(dilation * (kernel - 1) / 2));
}

}  // namespace

ConvLayerImpl::ConvLayerImpl(std::int64_t in, std::int64_t out, std::int64_t kernel, std::int64_t stride,
                             std::int64_t dilation)
    : conv(register_module("conv", make_conv(in, out, kernel, stride, dilation))),
      norm(register_module("norm", torch::nn::BatchNorm1d(out))) {}

torch::Tensor ConvLayerImpl::forward(const torch::Tensor& x) { return norm(torch::relu(conv(x))); }

GatedBlockImpl::GatedBlockImpl(std::int64_t channels, std::int64_t kernel, std::int64_t dilation)
    : layer(register_module("layer", ConvLayer(channels, channels, kernel, 1, dilation))),
      squeeze(register_module("squeeze", make_conv(channels, kGateChannels, 1, 1, 1))),
      excite(register_module("excite", make_conv(kGateChannels, channels, 1, 1, 1))) {}

torch::Tensor GatedBlockImpl::forward(const torch::Tensor& x) {
  const torch::Tensor h = layer(x);
  const torch::Tensor gate = torch::sigmoid(excite(torch::relu(squeeze(h.mean(2, true)))));
  return x + h * gate;
}

SpeakerNetImpl::SpeakerNetImpl(const SpeakerNetOptions& o)
    : stem(register_module("stem", ConvLayer(o.band_count, o.stem_channels, 5, 2, 1))),
      first(register_module("first", GatedBlock(o.stem_channels, 3, 1))),
      halve(register_module("halve", ConvLayer(o.stem_channels, o.block_channels, 3, 2, 1))),
      second(register_module("second", GatedBlock(o.block_channels, 3, 1))),
      third(register_module("third", GatedBlock(o.block_channels, 3, 2))),
      fourth(register_module("fourth", GatedBlock(o.block_channels, 3, 3))),
      gather(register_module("gather", ConvLayer(3 * o.block_channels, o.pooled_channels, 1, 1, 1))),
      attend(register_module("attend", make_conv(o.pooled_channels, o.attention_channels, 1, 1, 1))),
      weigh(register_module("weigh", make_conv(o.attention_channels, o.pooled_channels, 1, 1, 1))),
      pooled_norm(register_module("pooled_norm", torch::nn::BatchNorm1d(2 * o.pooled_channels))),
      embed(register_module("embed", make_conv(2 * o.pooled_channels, o.embedding_size, 1, 1, 1))),
      embed_norm(register_module("embed_norm", torch::nn::BatchNorm1d(o.embedding_size))) {}

torch::Tensor SpeakerNetImpl::forward(const torch::Tensor& features) {
  const torch::Tensor a = halve(first(stem(features)));
  const torch::Tensor b = second(a);
  const torch::Tensor c = third(b);
  const torch::Tensor d = fourth(c);
  const torch::Tensor h = gather(torch::cat({b, c, d}, 1));
  const torch::Tensor weights = torch::softmax(weigh(torch::tanh(attend(h))), 2);
  const torch::Tensor mean = (weights * h).sum(2, true);
  const torch::Tensor square = (weights * h * h).sum(2, true);
  const torch::Tensor spread = torch::sqrt(torch::clamp_min(square - mean * mean, kPooledVarianceFloor));
  // A convolution over one frame rather than a matrix product: Debian's LibTorch has a fast one of the former only.
  return embed_norm(embed(pooled_norm(torch::cat({mean, spread}, 1)))).squeeze(2);
}

std::int64_t parameter_count(const torch::nn::Module& module) {
  std::int64_t count = 0;
  for (const auto& parameter : module.parameters()) count += parameter.numel();
  return count;
}

}  // namespace timbre::train
