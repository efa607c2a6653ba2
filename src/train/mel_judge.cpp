#include "train/mel_judge.h"

#include <array>

namespace timbre::train {
namespace {

namespace F = torch::nn::functional;

constexpr std::array<std::int64_t, 5> kChannels{1, 32, 64, 128, 128};
constexpr std::int64_t kHalvings = 3;
constexpr double kSlope = 0.2;
constexpr double kFeatureWeight = 2.0;

torch::nn::Conv2d conv(std::int64_t in, std::int64_t out, std::int64_t stride) {
  return torch::nn::Conv2d(torch::nn::Conv2dOptions(in, out, 3).stride(stride).padding(1));
}

}  // namespace

MelJudgeImpl::MelJudgeImpl(std::int64_t speaker_inputs)
    : layers(register_module("layers", torch::nn::ModuleList())),
      last(register_module("last", conv(kChannels.back(), 1, 1))),
      who(register_module("who", torch::nn::Linear(speaker_inputs, kChannels.back()))) {
  for (std::size_t i = 0; i + 1 < kChannels.size(); ++i) {
    layers->push_back(conv(kChannels[i], kChannels[i + 1], static_cast<std::int64_t>(i) < kHalvings ? 2 : 1));
  }
}

MelJudgeImpl::Verdict MelJudgeImpl::forward(const torch::Tensor& mel, const torch::Tensor& speaker) {
  Verdict verdict;
  torch::Tensor x = mel.unsqueeze(1);
  for (const auto& layer : *layers) {
    x = F::leaky_relu(layer->as<torch::nn::Conv2d>()->forward(x), F::LeakyReLUFuncOptions().negative_slope(kSlope));
    verdict.features.push_back(x.to(torch::kFloat));
  }
  const torch::Tensor voice = who(speaker).squeeze(1).unsqueeze(2).unsqueeze(3);
  verdict.score = last(x).to(torch::kFloat) + (x * voice).mean(1, true).to(torch::kFloat);
  return verdict;
}

torch::Tensor judge_loss(const torch::Tensor& recorded_score, const torch::Tensor& made_score) {
  return (recorded_score - 1.0).square().mean() + made_score.square().mean();
}

torch::Tensor deceit_loss(const MelJudgeImpl::Verdict& made, const MelJudgeImpl::Verdict& recorded) {
  torch::Tensor different = torch::zeros({});
  for (std::size_t i = 0; i < made.features.size(); ++i) {
    different = different + (made.features[i] - recorded.features[i].detach()).abs().mean();
  }
  return (made.score - 1.0).square().mean() + kFeatureWeight * different / static_cast<double>(made.features.size());
}

}  // namespace timbre::train
