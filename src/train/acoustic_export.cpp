#include "train/acoustic_export.h"

#include <vector>

#include "nn/onnx_session.h"

namespace timbre::train {
namespace {

nn::Tensor tensor_of(const torch::Tensor& values) {
  const torch::Tensor held = values.contiguous();
  return {held.sizes().vec(), std::vector<float>(held.data_ptr<float>(), held.data_ptr<float>() + held.numel())};
}

std::string conditioned_norm(OnnxLayers& layers, const std::string& name, const ConditionedNormImpl& norm,
                             const std::string& input) {
  const std::int64_t channels = norm.norm->options.normalized_shape().front();
  const std::string even = layers.layer_norm(name + ".norm", norm.norm, input);
  const std::string turn = layers.linear(name + ".turn", norm.turn, "who");
  const std::string gain = layers.slice(name + ".gain", turn, 2, 0, channels);
  const std::string offset = layers.slice(name + ".offset", turn, 2, channels, 2 * channels);
  const std::string raised = layers.graph().add_node("Add", {gain, "one"}, name + ".raised");
  const std::string product = layers.graph().add_node("Mul", {even, raised}, name + ".product");
  return layers.graph().add_node("Add", {product, offset}, name);
}

std::string conditioned_block(OnnxLayers& layers, const std::string& name, const ConditionedBlockImpl& block,
                              const std::string& input) {
  const std::string seen = layers.along_time(name + ".along", block.along, input);
  const std::string even = conditioned_norm(layers, name + ".norm", *block.norm, seen);
  const std::string wide = layers.gelu(name + ".gelu", layers.linear(name + ".expand", block.expand, even));
  const std::string change = layers.linear(name + ".contract", block.contract, wide);
  const std::string scaled =
      layers.graph().add_node("Mul", {change, layers.floats(name + ".scale", block.scale)}, name + ".scaled");
  return layers.graph().add_node("Add", {input, scaled}, name);
}

}  // namespace

std::string conditioned_onnx(const std::string& name, const ConditionedNet& net, WeightKind kind) {
  const torch::NoGradGuard no_gradients;
  nn::OnnxGraph graph(name);
  graph.add_input("rows", {1, "n", net->first->options.in_features()});
  graph.add_input("speaker", {1, 1, net->speaker_in->options.in_features()});
  graph.add_output("values", {1, "n", net->head->options.out_features()});
  OnnxLayers layers(graph, kind);
  layers.number("one", 1.0);
  const std::string hidden = layers.gelu("speaker_in.gelu", layers.linear("speaker_in", net->speaker_in, "speaker"));
  layers.gelu("who", layers.linear("speaker_out", net->speaker_out, hidden));
  std::string x = layers.linear("first", net->first, "rows");
  std::size_t number = 0;
  for (const auto& one : *net->blocks) {
    x = conditioned_block(layers, "block" + std::to_string(number++), *one->as<ConditionedBlockImpl>(), x);
  }
  layers.linear("values", net->head, conditioned_norm(layers, "last_norm", *net->last_norm, x));
  return graph.bytes();
}

Result<double> largest_export_difference(const std::string& onnx, ConditionedNet net, const torch::Tensor& rows,
                                         const torch::Tensor& speaker) {
  const torch::NoGradGuard no_gradients;
  TRY(const auto session, nn::OnnxSession::from_bytes(onnx, "the exported network"));
  const std::vector<nn::NamedTensor> inputs{{"rows", tensor_of(rows)}, {"speaker", tensor_of(speaker)}};
  TRY(const auto outputs, session->run(inputs));
  const std::vector<float>* floats = outputs.front().tensor.floats();
  if (floats == nullptr) return Error{ErrorKind::Internal, "the exported network gives no floating-point numbers"};
  std::vector<float> copy = *floats;
  const torch::Tensor ours = net(rows, speaker);
  return (torch::from_blob(copy.data(), ours.sizes()) - ours).abs().max().item<double>();
}

}  // namespace timbre::train
