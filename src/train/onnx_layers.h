#pragma once
/// Layers of LibTorch written into an ONNX graph, one function a kind of layer; each returns its output's name.

#include <string>
#include <torch/nn.h>
#include <vector>

#include "nn/onnx_graph.h"

namespace timbre::train {

/// How weights are kept in the file; all are widened when it is loaded and computed with in single precision.
enum class WeightKind {
  Single,
  Half,
  Bytes,  ///< 8 bits, with one scale for each output of a layer
};

class OnnxLayers {
 public:
  OnnxLayers(nn::OnnxGraph& graph, WeightKind kind) : graph_(graph), kind_(kind) {}

  /// [n, channels, time], zeros at the ends so that the length stays (divided by the stride).
  std::string conv(const std::string& name, const torch::nn::Conv1d& layer, const std::string& input);
  /// The same over the middle dimension, [n, time, channels].
  std::string along_time(const std::string& name, const torch::nn::Conv1d& layer, const std::string& input);
  /// Over the last dimension.
  std::string linear(const std::string& name, const torch::nn::Linear& layer, const std::string& input);
  std::string layer_norm(const std::string& name, const torch::nn::LayerNorm& layer, const std::string& input);
  /// x/2·(1 + erf(x/√2)).
  std::string gelu(const std::string& name, const std::string& input);
  /// The last two dimensions of three change places.
  std::string turned(const std::string& name, const std::string& input);
  std::string concat(const std::string& name, const std::vector<std::string>& inputs, std::int64_t axis);
  /// From `first` on, before `end`, along one dimension.
  std::string slice(const std::string& name, const std::string& input, std::int64_t axis, std::int64_t first,
                    std::int64_t end);

  /// Constants.
  std::string number(const std::string& name, double value);
  std::string floats(const std::string& name, const torch::Tensor& tensor);
  /// Of `kind`; a layer's outputs are along dimension `outputs`.
  std::string weights(const std::string& name, const torch::Tensor& tensor, std::int64_t outputs = 0);

  [[nodiscard]] nn::OnnxGraph& graph() { return graph_; }

 private:
  std::string bytes(const std::string& name, const torch::Tensor& tensor, std::int64_t outputs);

  nn::OnnxGraph& graph_;
  WeightKind kind_;
};

}  // namespace timbre::train
