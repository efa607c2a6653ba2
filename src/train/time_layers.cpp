#include "train/time_layers.h"

namespace timbre::train {

torch::nn::Conv1d same_conv(std::int64_t in, std::int64_t out, std::int64_t groups) {
  return torch::nn::Conv1d(torch::nn::Conv1dOptions(in, out, kTimeKernel).padding(kTimeKernel / 2).groups(groups));
}

torch::nn::LayerNorm layer_norm(std::int64_t channels) {
  return torch::nn::LayerNorm(torch::nn::LayerNormOptions({channels}));
}

torch::Tensor along_time(torch::nn::Conv1d& conv, const torch::Tensor& x) {
  return conv(x.transpose(1, 2).contiguous()).to(torch::kFloat).transpose(1, 2).contiguous();
}

}  // namespace timbre::train
