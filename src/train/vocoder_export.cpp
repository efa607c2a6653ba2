#include "train/vocoder_export.h"

#include <vector>

#include "nn/onnx_session.h"
#include "train/onnx_layers.h"
#include "voice/source_filter.h"
#include "voice/vocoder_input.h"
#include "voice/voice_frames.h"

namespace timbre::train {
namespace {

std::string block(OnnxLayers& layers, const std::string& name, const ConvNextBlockImpl& block,
                  const std::string& input) {
  const std::string even =
      layers.layer_norm(name + ".norm", block.norm, layers.along_time(name + ".along", block.along, input));
  const std::string wide = layers.gelu(name + ".gelu", layers.linear(name + ".expand", block.expand, even));
  const std::string change = layers.linear(name + ".contract", block.contract, wide);
  const std::string scaled =
      layers.graph().add_node("Mul", {change, layers.floats(name + ".scale", block.scale)}, name + ".scaled");
  return layers.graph().add_node("Add", {input, scaled}, name);
}

/// The mel spectrum as gains of the filter's bins, from the network's inputs.
std::string envelope(OnnxLayers& layers, const VocoderNet& net) {
  auto& graph = layers.graph();
  const std::string bands = layers.slice("bands", "frames", 2, 0, static_cast<std::int64_t>(voice::kMelBands));
  const std::string spread =
      graph.add_node("Mul", {bands, layers.number("mel_spread", voice::kMelSpread)}, "bands.spread");
  const std::string log_mel = graph.add_node("Sub", {spread, layers.number("mel_shift", voice::kMelShift)}, "log_mel");
  return graph.add_node("MatMul", {log_mel, layers.floats("mel_to_bins", net->mel_to_bins)}, "envelope");
}

}  // namespace

std::string vocoder_onnx(VocoderNet net, WeightKind kind) {
  const torch::NoGradGuard no_gradients;
  net->eval();
  nn::OnnxGraph graph("timbre vocoder");
  const auto bins = static_cast<std::int64_t>(voice::kFilterBins);
  graph.add_input("frames", {1, "frames", static_cast<std::int64_t>(voice::kVocoderInputs)});
  graph.add_output("filters", {1, "frames", static_cast<std::int64_t>(voice::kFilterValues)});
  OnnxLayers layers(graph, kind);
  std::string x = layers.layer_norm("stem_norm", net->stem_norm, layers.along_time("stem", net->stem, "frames"));
  std::size_t number = 0;
  for (const auto& one : *net->blocks) {
    x = block(layers, "block" + std::to_string(number++), *one->as<ConvNextBlockImpl>(), x);
  }
  const std::string change = layers.linear("head", net->head, layers.layer_norm("last_norm", net->last_norm, x));
  const std::string gains = envelope(layers, net);
  const std::string pulses =
      graph.add_node("Add", {layers.slice("change.pulses", change, 2, 0, bins), gains}, "pulses");
  const std::string phase = layers.slice("phase", change, 2, bins, 2 * bins);
  const std::string noise =
      graph.add_node("Add", {layers.slice("change.noise", change, 2, 2 * bins, 3 * bins), gains}, "noise");
  layers.concat("filters", {pulses, phase, noise}, 2);
  return graph.bytes();
}

Result<double> largest_export_difference(const std::string& onnx, VocoderNet net, const torch::Tensor& inputs) {
  const torch::NoGradGuard no_gradients;
  net->eval();
  TRY(const auto session, nn::OnnxSession::from_bytes(onnx, "the exported vocoder"));
  const torch::Tensor held = inputs.contiguous();
  const std::vector<float> values(held.data_ptr<float>(), held.data_ptr<float>() + held.numel());
  const std::vector<nn::NamedTensor> named{{"frames", nn::Tensor{held.sizes().vec(), values}}};
  TRY(const auto outputs, session->run(named));
  const std::vector<float>* floats = outputs.front().tensor.floats();
  if (floats == nullptr) return Error{ErrorKind::Internal, "the exported vocoder gives no floating-point numbers"};
  std::vector<float> copy = *floats;
  const torch::Tensor ours = net(held);
  const torch::Tensor theirs = torch::from_blob(copy.data(), ours.sizes());
  return (theirs - ours).abs().max().item<double>();
}

}  // namespace timbre::train
