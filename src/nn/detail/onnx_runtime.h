#pragma once
/// ONNX Runtime, opened when it is first needed: 22 MB that would otherwise be mapped and bound at every start.

#include <memory>
#include <onnxruntime_c_api.h>

#include "base/result.h"

namespace timbre::nn::detail {

struct OnnxRuntime {
  const OrtApi* api = nullptr;
  OrtEnv* environment = nullptr;  ///< says nothing and sends nothing; lives as long as the process
  OrtMemoryInfo* memory = nullptr;
};

/// Opened once; thread-safe. Looked for in the folder lib beside the one of the running program, beside the program
/// itself, and then where the system keeps its libraries. Unavailable, with the next step, where it is not.
[[nodiscard]] Result<const OnnxRuntime*> onnx_runtime();

/// An error of ONNX Runtime as ours, and the status freed; success for null.
[[nodiscard]] Result<void> checked(const OnnxRuntime& runtime, OrtStatus* status, ErrorKind kind,
                                   const std::string& doing);

}  // namespace timbre::nn::detail
