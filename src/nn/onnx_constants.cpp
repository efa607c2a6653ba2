#include "nn/onnx_constants.h"

#include <optional>

#include "nn/protobuf_reader.h"

namespace timbre::nn {
namespace {

/// onnx.proto's field numbers.
constexpr int kModelGraph = 7;
constexpr int kGraphInitializer = 5;
constexpr int kTensorDims = 1;
constexpr int kTensorType = 2;
constexpr int kTensorName = 8;
constexpr int kTensorRaw = 9;
/// Longer than any weight's dimension is.
constexpr std::uint64_t kLongestLength = 1U << 28U;

Error corrupt(const std::string& what) { return {ErrorKind::Corrupt, "this is no ONNX file: " + what}; }

std::optional<std::size_t> bytes_of(OnnxNumber number) {
  switch (number) {
    case OnnxNumber::Float:
      return 4;
    case OnnxNumber::Int8:
      return 1;
    case OnnxNumber::Int64:
      return 8;
    case OnnxNumber::Half:
      return 2;
  }
  return std::nullopt;
}

bool is_whole(const OnnxConstant& constant) {
  const auto size = bytes_of(constant.number);
  if (!size) return false;
  std::uint64_t count = *size;
  for (const std::int64_t length : constant.shape) {
    count *= static_cast<std::uint64_t>(length);
    if (count > constant.bytes.size()) return false;
  }
  return count == constant.bytes.size();
}

/// A name, and what it stands for; without raw_data, no bytes.
Result<std::pair<std::string, OnnxConstant>> read_tensor(std::string_view message) {
  std::pair<std::string, OnnxConstant> read;
  ProtobufReader reader(message);
  while (const auto field = reader.next()) {
    if (field->number == kTensorDims && field->is_whole) {
      if (field->whole > kLongestLength) return corrupt("a length of " + std::to_string(field->whole));
      read.second.shape.push_back(static_cast<std::int64_t>(field->whole));
    } else if (field->number == kTensorType && field->is_whole) {
      read.second.number = static_cast<OnnxNumber>(field->whole);
    } else if (field->number == kTensorName) {
      read.first = std::string(field->bytes);
    } else if (field->number == kTensorRaw) {
      read.second.bytes = std::string(field->bytes);
    }
  }
  if (reader.is_broken()) return corrupt("a constant ends too early");
  return read;
}

}  // namespace

Result<std::map<std::string, OnnxConstant>> read_onnx_constants(std::string_view file) {
  std::map<std::string, OnnxConstant> constants;
  ProtobufReader model(file);
  bool has_graph = false;
  while (const auto part = model.next()) {
    if (part->number != kModelGraph || part->is_whole) continue;
    has_graph = true;
    ProtobufReader graph(part->bytes);
    while (const auto field = graph.next()) {
      if (field->number != kGraphInitializer || field->is_whole) continue;
      TRY(auto read, read_tensor(field->bytes));
      if (read.second.bytes.empty()) continue;
      if (!is_whole(read.second)) return corrupt("'" + read.first + "' has other bytes than its shape says");
      constants.insert(std::move(read));
    }
    if (graph.is_broken()) return corrupt("the graph ends too early");
  }
  if (model.is_broken() || !has_graph) return corrupt("there is no graph in it");
  return constants;
}

}  // namespace timbre::nn
