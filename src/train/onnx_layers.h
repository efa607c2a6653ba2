#pragma once
/// Layers of LibTorch written into an ONNX graph, one function a kind of layer; each returns its output's name.

#include <string>
#include <torch/nn.h>
#include <vector>

#include "nn/onnx_graph.h"

namespace timbre::train {

class OnnxLayers {
 public:
  /// `is_half`: weights with two dimensions or more are kept in half precision and computed with in single.
  OnnxLayers(nn::OnnxGraph& graph, bool is_half) : graph_(graph), is_half_(is_half) {}

  /// [n, channels, time], zeros at the ends so that the length stays (divided by the stride).
  std::string conv(const std::string& name, const torch::nn::Conv1d& layer, const std::string& input);
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
  std::string weights(const std::string& name, const torch::Tensor& tensor);

  [[nodiscard]] nn::OnnxGraph& graph() { return graph_; }

 private:
  nn::OnnxGraph& graph_;
  bool is_half_;
};

}  // namespace timbre::train
