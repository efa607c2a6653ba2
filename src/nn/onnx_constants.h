#pragma once
/// Reads the weights of an ONNX file back (github.com/onnx/onnx, onnx.proto: the graph's initializers), so that a
/// training can begin with a network that was exported.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace timbre::nn {

/// The number kinds that OnnxGraph writes, by TensorProto.DataType.
enum class OnnxNumber { Float = 1, Int8 = 3, Int64 = 7, Half = 10 };

struct OnnxConstant {
  OnnxNumber number = OnnxNumber::Float;
  std::vector<std::int64_t> shape;
  std::string bytes;  ///< little-endian, as many as the shape says
};

/// By name; those without raw_data are left out. Corrupt, with what is wrong, for bytes that are no ONNX file, and for
/// a constant whose bytes are not as many as its shape says.
[[nodiscard]] Result<std::map<std::string, OnnxConstant>> read_onnx_constants(std::string_view file);

}  // namespace timbre::nn
