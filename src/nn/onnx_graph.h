#pragma once
/// Writes a network as an ONNX file (github.com/onnx/onnx, onnx.proto; IR version 8, operator set 13), node by node.
/// LibTorch's C++ has no exporter.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nn/protobuf_writer.h"

namespace timbre::nn {

/// One attribute of a node: a whole number, whole numbers, or a floating-point number.
struct OnnxAttribute {
  static OnnxAttribute whole(std::string name, std::int64_t value);
  static OnnxAttribute wholes(std::string name, std::vector<std::int64_t> values);
  static OnnxAttribute number(std::string name, float value);

  enum class Kind { Whole, Wholes, Number } kind = Kind::Whole;
  std::string name;
  std::vector<std::int64_t> values;
  float value = 0;
};

/// A length of a shape: fixed, or any, under a name.
struct OnnxLength {
  OnnxLength(std::int64_t fixed_length) : fixed(fixed_length) {}          // NOLINT(google-explicit-constructor)
  OnnxLength(const char* any_length_name) : any_name(any_length_name) {}  // NOLINT(google-explicit-constructor)
  std::int64_t fixed = 0;
  std::string any_name;
};

class OnnxGraph {
 public:
  explicit OnnxGraph(std::string name) : name_(std::move(name)) {}

  void add_input(std::string_view name, const std::vector<OnnxLength>& shape);
  void add_output(std::string_view name, const std::vector<OnnxLength>& shape);
  /// Constants. `bytes` of add_half: IEEE 754 half precision, little-endian; a Cast node makes floats of them when the
  /// network is loaded. All return the name that nodes use.
  std::string add_floats(const std::string& name, std::span<const std::int64_t> shape, std::span<const float> values);
  std::string add_halves(const std::string& name, std::span<const std::int64_t> shape, std::string_view bytes);
  /// Whole numbers −128 … 127 times `scales`, whose shape is the values' with 1 where all share one; both are
  /// multiplied when the network is loaded.
  std::string add_scaled_bytes(const std::string& name, std::span<const std::int64_t> shape,
                               std::span<const std::int8_t> values, std::span<const std::int64_t> scale_shape,
                               std::span<const float> scales);
  std::string add_wholes(const std::string& name, std::span<const std::int64_t> values);
  /// One operator with one output, whose name it returns.
  std::string add_node(std::string_view op, const std::vector<std::string>& inputs, const std::string& output,
                       const std::vector<OnnxAttribute>& attributes = {});
  /// For a reader of the file: key and value.
  void add_note(std::string key, std::string value) { notes_.emplace_back(std::move(key), std::move(value)); }

  /// The file.
  [[nodiscard]] std::string bytes() const;

 private:
  void add_constant(const std::string& name, int data_type, std::span<const std::int64_t> shape,
                    std::string_view bytes);

  std::string name_;
  ProtobufWriter nodes_;
  ProtobufWriter constants_;
  ProtobufWriter places_;
  std::vector<std::pair<std::string, std::string>> notes_;
};

}  // namespace timbre::nn
