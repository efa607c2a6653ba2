#include "train/mel_listener.h"

#include "train/time_layers.h"
#include "voice/voice_frames.h"

namespace timbre::train {
namespace {

namespace F = torch::nn::functional;

constexpr std::int64_t kChannels = 192;
constexpr int kLayers = 3;

}  // namespace

MelListenerImpl::MelListenerImpl(std::int64_t embedding_size)
    : first(register_module("first", torch::nn::Linear(static_cast<std::int64_t>(voice::kMelBands), kChannels))),
      along(register_module("along", torch::nn::ModuleList())),
      norms(register_module("norms", torch::nn::ModuleList())),
      mixes(register_module("mixes", torch::nn::ModuleList())),
      last(register_module("last", torch::nn::Linear(2 * kChannels, embedding_size))) {
  for (int i = 0; i < kLayers; ++i) {
    along->push_back(same_conv(kChannels, kChannels, kChannels));
    norms->push_back(layer_norm(kChannels));
    mixes->push_back(torch::nn::Linear(kChannels, kChannels));
  }
}

torch::Tensor MelListenerImpl::forward(const torch::Tensor& mel, const torch::Tensor& mask) {
  torch::Tensor x = first(mel).to(torch::kFloat);
  for (std::size_t i = 0; i < kLayers; ++i) {
    auto conv = along->ptr<torch::nn::Conv1dImpl>(i);
    torch::nn::Conv1d held(conv);
    const torch::Tensor even = norms->ptr<torch::nn::LayerNormImpl>(i)->forward(along_time(held, x));
    x = x + torch::gelu(mixes->ptr<torch::nn::LinearImpl>(i)->forward(even)).to(torch::kFloat);
  }
  const torch::Tensor weights = mask.unsqueeze(2) / torch::clamp_min(mask.sum(1), 1.0).view({-1, 1, 1});
  const torch::Tensor mean = (x * weights).sum(1);
  const torch::Tensor spread = torch::sqrt(((x - mean.unsqueeze(1)).square() * weights).sum(1) + 1e-5);
  return F::normalize(last(torch::cat({mean, spread}, 1)).to(torch::kFloat), F::NormalizeFuncOptions().dim(1));
}

torch::Tensor mistaken_voice(const torch::Tensor& heard, const torch::Tensor& wanted) {
  const torch::Tensor lengths = wanted.square().sum(1).sqrt();
  const torch::Tensor is_known = (lengths > 1e-3).to(torch::kFloat);
  const torch::Tensor cosines = (heard * wanted).sum(1) / torch::clamp_min(lengths, 1e-3);
  return ((1.0 - cosines) * is_known).sum() / torch::clamp_min(is_known.sum(), 1.0);
}

}  // namespace timbre::train
