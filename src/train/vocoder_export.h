#pragma once
/// The vocoder's network as an ONNX file, as voice/vocoder.h runs it.

#include <string>

#include "base/result.h"
#include "train/onnx_layers.h"
#include "train/vocoder_net.h"

namespace timbre::train {

[[nodiscard]] std::string vocoder_onnx(VocoderNet net, WeightKind kind);
/// The largest difference between ONNX Runtime's and LibTorch's filters for inputs [1, frames, voice::kVocoderInputs],
/// in nepers and radians.
[[nodiscard]] Result<double> largest_export_difference(const std::string& onnx, VocoderNet net,
                                                       const torch::Tensor& inputs);

}  // namespace timbre::train
