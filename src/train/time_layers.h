#pragma once
/// Layers over time that several networks share, for tensors [clips, frames, channels].

#include <cstdint>
#include <torch/nn.h>

namespace timbre::train {

/// Frames that a convolution here looks at.
inline constexpr std::int64_t kTimeKernel = 7;

/// As long as what goes in.
[[nodiscard]] torch::nn::Conv1d same_conv(std::int64_t in, std::int64_t out, std::int64_t groups);
[[nodiscard]] torch::nn::LayerNorm layer_norm(std::int64_t channels);
/// In single precision, as what normalises wants it.
[[nodiscard]] torch::Tensor along_time(torch::nn::Conv1d& conv, const torch::Tensor& x);

}  // namespace timbre::train
