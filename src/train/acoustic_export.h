#pragma once
/// A ConditionedNet as an ONNX file, as voice/acoustic_model.h runs it: inputs "rows" [1, n, inputs] and "speaker"
/// [1, 1, speaker_inputs], output "values" [1, n, outputs].

#include <string>

#include "base/result.h"
#include "train/conditioned_net.h"
#include "train/onnx_layers.h"

namespace timbre::train {

[[nodiscard]] std::string conditioned_onnx(const std::string& name, const ConditionedNet& net, WeightKind kind);
/// The largest difference between ONNX Runtime's and LibTorch's values.
[[nodiscard]] Result<double> largest_export_difference(const std::string& onnx, ConditionedNet net,
                                                       const torch::Tensor& rows, const torch::Tensor& speaker);

}  // namespace timbre::train
