#include "train/onnx_layers.h"

#include <numbers>

namespace timbre::train {
namespace {
constexpr double kLargestByte = 127.0;
}  // namespace

std::string OnnxLayers::conv(const std::string& name, const torch::nn::Conv1d& layer, const std::string& input) {
  const auto& options = layer->options;
  const std::int64_t kernel = options.kernel_size()->front();
  const std::int64_t dilation = options.dilation()->front();
  const std::int64_t padding = dilation * (kernel - 1) / 2;
  return graph_.add_node(
      "Conv", {input, weights(name + ".weight", layer->weight), floats(name + ".bias", layer->bias)}, name,
      {nn::OnnxAttribute::wholes("kernel_shape", {kernel}), nn::OnnxAttribute::wholes("dilations", {dilation}),
       nn::OnnxAttribute::wholes("pads", {padding, padding}), nn::OnnxAttribute::whole("group", options.groups()),
       nn::OnnxAttribute::wholes("strides", {options.stride()->front()})});
}

std::string OnnxLayers::along_time(const std::string& name, const torch::nn::Conv1d& layer, const std::string& input) {
  return turned(name + ".out", conv(name, layer, turned(name + ".in", input)));
}

std::string OnnxLayers::linear(const std::string& name, const torch::nn::Linear& layer, const std::string& input) {
  const std::string product =
      graph_.add_node("MatMul", {input, weights(name + ".weight", layer->weight.t(), 1)}, name + ".product");
  return graph_.add_node("Add", {product, floats(name + ".bias", layer->bias)}, name);
}

std::string OnnxLayers::layer_norm(const std::string& name, const torch::nn::LayerNorm& layer,
                                   const std::string& input) {
  const auto over_last = [&](const std::string& what, const std::string& output) {
    return graph_.add_node("ReduceMean", {what}, output,
                           {nn::OnnxAttribute::wholes("axes", {-1}), nn::OnnxAttribute::whole("keepdims", 1)});
  };
  const std::string centred = graph_.add_node("Sub", {input, over_last(input, name + ".mean")}, name + ".centred");
  const std::string square = graph_.add_node("Mul", {centred, centred}, name + ".square");
  const std::string held = graph_.add_node(
      "Add", {over_last(square, name + ".variance"), number(name + ".epsilon", layer->options.eps())}, name + ".held");
  const std::string even =
      graph_.add_node("Div", {centred, graph_.add_node("Sqrt", {held}, name + ".spread")}, name + ".even");
  const std::string scaled = graph_.add_node("Mul", {even, floats(name + ".weight", layer->weight)}, name + ".scaled");
  return graph_.add_node("Add", {scaled, floats(name + ".bias", layer->bias)}, name);
}

std::string OnnxLayers::gelu(const std::string& name, const std::string& input) {
  const std::string narrowed =
      graph_.add_node("Div", {input, number(name + ".root", std::numbers::sqrt2)}, name + ".narrowed");
  const std::string erf = graph_.add_node("Erf", {narrowed}, name + ".erf");
  const std::string raised = graph_.add_node("Add", {erf, number(name + ".one", 1.0)}, name + ".raised");
  const std::string product = graph_.add_node("Mul", {input, raised}, name + ".doubled");
  return graph_.add_node("Mul", {product, number(name + ".half", 0.5)}, name);
}

std::string OnnxLayers::turned(const std::string& name, const std::string& input) {
  return graph_.add_node("Transpose", {input}, name, {nn::OnnxAttribute::wholes("perm", {0, 2, 1})});
}

std::string OnnxLayers::concat(const std::string& name, const std::vector<std::string>& inputs, std::int64_t axis) {
  return graph_.add_node("Concat", inputs, name, {nn::OnnxAttribute::whole("axis", axis)});
}

std::string OnnxLayers::slice(const std::string& name, const std::string& input, std::int64_t axis, std::int64_t first,
                              std::int64_t end) {
  const auto whole = [&](const std::string& part, std::int64_t value) {
    const std::vector<std::int64_t> values{value};
    return graph_.add_wholes(name + part, values);
  };
  return graph_.add_node("Slice", {input, whole(".first", first), whole(".end", end), whole(".axis", axis)}, name);
}

std::string OnnxLayers::number(const std::string& name, double value) {
  const std::vector<float> values{static_cast<float>(value)};
  return graph_.add_floats(name, {}, values);
}

std::string OnnxLayers::floats(const std::string& name, const torch::Tensor& tensor) {
  const torch::Tensor values = tensor.detach().to(torch::kFloat).contiguous();
  return graph_.add_floats(name, values.sizes().vec(),
                           {values.data_ptr<float>(), static_cast<std::size_t>(values.numel())});
}

std::string OnnxLayers::weights(const std::string& name, const torch::Tensor& tensor, std::int64_t outputs) {
  if (kind_ == WeightKind::Single) return floats(name, tensor);
  if (kind_ == WeightKind::Bytes) return bytes(name, tensor, outputs);
  const torch::Tensor values = tensor.detach().to(torch::kHalf).contiguous();
  return graph_.add_halves(name, values.sizes().vec(),
                           {static_cast<const char*>(values.data_ptr()), static_cast<std::size_t>(values.nbytes())});
}

std::string OnnxLayers::bytes(const std::string& name, const torch::Tensor& tensor, std::int64_t outputs) {
  std::vector<std::int64_t> others;
  for (std::int64_t d = 0; d < tensor.dim(); ++d) {
    if (d != outputs) others.push_back(d);
  }
  const torch::Tensor whole = tensor.detach().to(torch::kFloat);
  const torch::Tensor scales = torch::clamp_min(whole.abs().amax(others, true) / kLargestByte, 1e-12).contiguous();
  const torch::Tensor values = torch::round(whole / scales).to(torch::kInt8).contiguous();
  return graph_.add_scaled_bytes(
      name, values.sizes().vec(), {values.data_ptr<std::int8_t>(), static_cast<std::size_t>(values.numel())},
      scales.sizes().vec(), {scales.data_ptr<float>(), static_cast<std::size_t>(scales.numel())});
}

}  // namespace timbre::train
