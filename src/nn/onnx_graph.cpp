#include "nn/onnx_graph.h"

#include <bit>

namespace timbre::nn {
namespace {

static_assert(std::endian::native == std::endian::little, "raw_data is little-endian");

constexpr std::int64_t kIrVersion = 8;
constexpr std::int64_t kOperatorSet = 13;
constexpr int kFloat = 1;
constexpr int kInt8 = 3;
constexpr int kInt64 = 7;
constexpr int kHalf = 10;

/// onnx.proto's field numbers, message by message.
namespace model {
constexpr int kIr = 1, kProducer = 2, kGraph = 7, kOpsets = 8, kMetadata = 14;
}
namespace graph {
constexpr int kNode = 1, kName = 2, kInitializer = 5, kInput = 11, kOutput = 12;
}
namespace node {
constexpr int kInput = 1, kOutput = 2, kName = 3, kOp = 4, kAttribute = 5;
}
namespace attribute {
constexpr int kName = 1, kFloatValue = 2, kWhole = 3, kWholes = 8, kType = 20;
constexpr std::int64_t kTypeFloat = 1, kTypeWhole = 2, kTypeWholes = 7;
}  // namespace attribute
namespace tensor {
constexpr int kDims = 1, kType = 2, kName = 8, kRaw = 9;
}

ProtobufWriter value_info(std::string_view name, const std::vector<OnnxLength>& lengths) {
  ProtobufWriter shape;
  for (const OnnxLength& length : lengths) {
    ProtobufWriter dimension;
    if (length.any_name.empty()) {
      dimension.add_whole(1, length.fixed);
    } else {
      dimension.add_bytes(2, length.any_name);
    }
    shape.add_message(1, dimension);
  }
  ProtobufWriter tensor_type;
  tensor_type.add_whole(1, kFloat);
  tensor_type.add_message(2, shape);
  ProtobufWriter type;
  type.add_message(1, tensor_type);
  ProtobufWriter info;
  info.add_bytes(1, name);
  info.add_message(2, type);
  return info;
}

ProtobufWriter attribute_message(const OnnxAttribute& attribute) {
  ProtobufWriter message;
  message.add_bytes(attribute::kName, attribute.name);
  switch (attribute.kind) {
    case OnnxAttribute::Kind::Whole:
      message.add_whole(attribute::kWhole, attribute.values.front());
      message.add_whole(attribute::kType, attribute::kTypeWhole);
      break;
    case OnnxAttribute::Kind::Wholes:
      for (const std::int64_t value : attribute.values) message.add_whole(attribute::kWholes, value);
      message.add_whole(attribute::kType, attribute::kTypeWholes);
      break;
    case OnnxAttribute::Kind::Number:
      message.add_float(attribute::kFloatValue, attribute.value);
      message.add_whole(attribute::kType, attribute::kTypeFloat);
      break;
  }
  return message;
}

template <typename T>
std::string_view bytes_of(std::span<const T> values) {
  return {reinterpret_cast<const char*>(values.data()), values.size_bytes()};
}

}  // namespace

OnnxAttribute OnnxAttribute::whole(std::string name, std::int64_t value) {
  return {Kind::Whole, std::move(name), {value}, 0};
}
OnnxAttribute OnnxAttribute::wholes(std::string name, std::vector<std::int64_t> values) {
  return {Kind::Wholes, std::move(name), std::move(values), 0};
}
OnnxAttribute OnnxAttribute::number(std::string name, float value) {
  return {Kind::Number, std::move(name), {}, value};
}

void OnnxGraph::add_input(std::string_view name, const std::vector<OnnxLength>& shape) {
  places_.add_message(graph::kInput, value_info(name, shape));
}

void OnnxGraph::add_output(std::string_view name, const std::vector<OnnxLength>& shape) {
  places_.add_message(graph::kOutput, value_info(name, shape));
}

void OnnxGraph::add_constant(const std::string& name, int data_type, std::span<const std::int64_t> shape,
                             std::string_view bytes) {
  ProtobufWriter message;
  for (const std::int64_t length : shape) message.add_whole(tensor::kDims, length);
  message.add_whole(tensor::kType, data_type);
  message.add_bytes(tensor::kName, name);
  message.add_bytes(tensor::kRaw, bytes);
  constants_.add_message(graph::kInitializer, message);
}

std::string OnnxGraph::add_floats(const std::string& name, std::span<const std::int64_t> shape,
                                  std::span<const float> values) {
  add_constant(name, kFloat, shape, bytes_of(values));
  return name;
}

std::string OnnxGraph::add_halves(const std::string& name, std::span<const std::int64_t> shape,
                                  std::string_view bytes) {
  add_constant(name + "_half", kHalf, shape, bytes);
  return add_node("Cast", {name + "_half"}, name, {OnnxAttribute::whole("to", kFloat)});
}

std::string OnnxGraph::add_scaled_bytes(const std::string& name, std::span<const std::int64_t> shape,
                                        std::span<const std::int8_t> values, std::span<const std::int64_t> scale_shape,
                                        std::span<const float> scales) {
  add_constant(name + "_bytes", kInt8, shape, bytes_of(values));
  const std::string wide = add_node("Cast", {name + "_bytes"}, name + "_wide", {OnnxAttribute::whole("to", kFloat)});
  return add_node("Mul", {wide, add_floats(name + "_scales", scale_shape, scales)}, name);
}

std::string OnnxGraph::add_wholes(const std::string& name, std::span<const std::int64_t> values) {
  const std::int64_t count = static_cast<std::int64_t>(values.size());
  add_constant(name, kInt64, {&count, 1}, bytes_of(values));
  return name;
}

std::string OnnxGraph::add_node(std::string_view op, const std::vector<std::string>& inputs, const std::string& output,
                                const std::vector<OnnxAttribute>& attributes) {
  ProtobufWriter message;
  for (const std::string& input : inputs) message.add_bytes(node::kInput, input);
  message.add_bytes(node::kOutput, output);
  message.add_bytes(node::kName, output);
  message.add_bytes(node::kOp, op);
  for (const OnnxAttribute& one : attributes) message.add_message(node::kAttribute, attribute_message(one));
  nodes_.add_message(graph::kNode, message);
  return output;
}

std::string OnnxGraph::bytes() const {
  ProtobufWriter name;
  name.add_bytes(graph::kName, name_);
  ProtobufWriter opset;
  opset.add_bytes(1, "");
  opset.add_whole(2, kOperatorSet);
  ProtobufWriter file;
  file.add_whole(model::kIr, kIrVersion);
  file.add_bytes(model::kProducer, "timbre");
  file.add_bytes(model::kGraph, nodes_.bytes() + name.bytes() + constants_.bytes() + places_.bytes());
  file.add_message(model::kOpsets, opset);
  for (const auto& [key, value] : notes_) {
    ProtobufWriter note;
    note.add_bytes(1, key);
    note.add_bytes(2, value);
    file.add_message(model::kMetadata, note);
  }
  return file.bytes();
}

}  // namespace timbre::nn
