#include "train/conditioned_net.h"

#include "train/time_layers.h"

namespace timbre::train {
namespace {

constexpr std::int64_t kSpeakerHidden = 256;
constexpr double kFirstScale = 0.3;

}  // namespace

ConditionedNormImpl::ConditionedNormImpl(std::int64_t channels)
    : norm(register_module("norm", layer_norm(channels))),
      turn(register_module("turn", torch::nn::Linear(kSpeakerWidth, 2 * channels))) {
  torch::nn::init::zeros_(turn->weight);
  torch::nn::init::zeros_(turn->bias);
}

torch::Tensor ConditionedNormImpl::forward(const torch::Tensor& x, const torch::Tensor& speaker) {
  const auto parts = turn(speaker).to(torch::kFloat).chunk(2, 2);
  const torch::Tensor even = norm(x);
  return torch::addcmul(even + parts[1], even, parts[0]);
}

ConditionedBlockImpl::ConditionedBlockImpl(std::int64_t channels, std::int64_t expansion)
    : along(register_module("along", same_conv(channels, channels, channels))),
      norm(register_module("norm", ConditionedNorm(channels))),
      expand(register_module("expand", torch::nn::Linear(channels, expansion * channels))),
      contract(register_module("contract", torch::nn::Linear(expansion * channels, channels))),
      scale(register_parameter("scale", torch::full({channels}, kFirstScale))) {}

torch::Tensor ConditionedBlockImpl::forward(const torch::Tensor& x, const torch::Tensor& speaker) {
  return x + scale * contract(torch::gelu(expand(norm(along_time(along, x), speaker))));
}

ConditionedNetImpl::ConditionedNetImpl(const ConditionedNetOptions& o)
    : speaker_in(register_module("speaker_in", torch::nn::Linear(o.speaker_inputs, kSpeakerHidden))),
      speaker_out(register_module("speaker_out", torch::nn::Linear(kSpeakerHidden, kSpeakerWidth))),
      first(register_module("first", torch::nn::Linear(o.inputs, o.channels))),
      blocks(register_module("blocks", torch::nn::ModuleList())),
      last_norm(register_module("last_norm", ConditionedNorm(o.channels))),
      head(register_module("head", torch::nn::Linear(o.channels, o.outputs))) {
  for (std::int64_t i = 0; i < o.blocks; ++i) blocks->push_back(ConditionedBlock(o.channels, o.expansion));
}

torch::Tensor ConditionedNetImpl::forward(const torch::Tensor& rows, const torch::Tensor& speaker) {
  const torch::Tensor who = torch::gelu(speaker_out(torch::gelu(speaker_in(speaker))));
  torch::Tensor x = first(rows).to(torch::kFloat);
  for (const auto& block : *blocks) x = block->as<ConditionedBlockImpl>()->forward(x, who);
  return head(last_norm(x, who)).to(torch::kFloat);
}

}  // namespace timbre::train
