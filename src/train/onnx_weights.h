#pragma once
/// Networks of ours read back from the ONNX files that they were exported to, as exactly as the files hold them.

#include <map>
#include <string>
#include <string_view>
#include <torch/types.h>

#include "base/result.h"
#include "train/conditioned_net.h"
#include "train/speaker_net.h"

namespace timbre::train {

/// Constants in single precision, under the names that OnnxLayers gave them; whole numbers are left out. Corrupt as
/// read_onnx_constants().
[[nodiscard]] Result<std::map<std::string, torch::Tensor>> onnx_weights(std::string_view file);

/// What conditioned_onnx() wrote. Corrupt, naming the weight, where one is missing or of another shape than `net`'s,
/// which is then partly changed.
[[nodiscard]] Result<void> read_conditioned_onnx(std::string_view file, ConditionedNet& net);
/// What speaker_onnx() wrote, its sizes taken from the file; for asking, not for learning: layers that the export
/// folded into one stay so. Errors as above.
[[nodiscard]] Result<SpeakerNet> read_speaker_onnx(std::string_view file);

}  // namespace timbre::train
