#include "train/speaker_export.h"

#include <map>
#include <set>
#include <vector>

#include "nn/onnx_graph.h"
#include "nn/onnx_session.h"
#include "train/onnx_layers.h"
#include "train/speaker_batches.h"

namespace timbre::train {
namespace {

/// The encoder's own kinds of layers.
class Exporter : public OnnxLayers {
 public:
  Exporter(nn::OnnxGraph& graph, WeightKind kind) : OnnxLayers(graph, kind), graph_(graph) {}

  std::string layer(const std::string& name, const ConvLayer& layer, const std::string& input) {
    const std::string rectified = graph_.add_node("Relu", {conv(name + ".conv", layer->conv, input)}, name + ".relu");
    const auto& norm = layer->norm;
    return graph_.add_node(
        "BatchNormalization",
        {rectified, floats(name + ".norm.weight", norm->weight), floats(name + ".norm.bias", norm->bias),
         floats(name + ".norm.mean", norm->running_mean), floats(name + ".norm.variance", norm->running_var)},
        name, {nn::OnnxAttribute::number("epsilon", static_cast<float>(norm->options.eps()))});
  }

  std::string block(const std::string& name, const GatedBlock& block, const std::string& input) {
    const std::string h = layer(name + ".layer", block->layer, input);
    const std::string mean =
        graph_.add_node("ReduceMean", {h}, name + ".mean", {nn::OnnxAttribute::wholes("axes", {2}), keep_lengths()});
    const std::string squeezed =
        graph_.add_node("Relu", {conv(name + ".squeeze", block->squeeze, mean)}, name + ".squeezed");
    const std::string gate =
        graph_.add_node("Sigmoid", {conv(name + ".excite", block->excite, squeezed)}, name + ".gate");
    const std::string gated = graph_.add_node("Mul", {h, gate}, name + ".gated");
    return graph_.add_node("Add", {input, gated}, name);
  }

  /// Mean and spread of `h` over time, weighted by attention.
  std::string statistics(const SpeakerNet& net, const std::string& h) {
    const std::string hidden = graph_.add_node("Tanh", {conv("attend", net->attend, h)}, "attend.tanh");
    const std::string weight = graph_.add_node("Softmax", {conv("weigh", net->weigh, hidden)}, "attention",
                                               {nn::OnnxAttribute::whole("axis", 2)});
    const std::vector<std::int64_t> time{2};
    const std::string axis = graph_.add_wholes("time_axis", time);
    const std::string weighted = graph_.add_node("Mul", {weight, h}, "weighted");
    const std::string mean = graph_.add_node("ReduceSum", {weighted, axis}, "mean", {keep_lengths()});
    const std::string squares = graph_.add_node("Mul", {weighted, h}, "squares");
    const std::string square = graph_.add_node("ReduceSum", {squares, axis}, "square", {keep_lengths()});
    const std::string variance =
        graph_.add_node("Sub", {square, graph_.add_node("Mul", {mean, mean}, "mean_squared")}, "variance");
    const std::vector<float> floor{static_cast<float>(kPooledVarianceFloor)};
    const std::string held =
        graph_.add_node("Max", {variance, graph_.add_floats("variance_floor", {}, floor)}, "variance_held");
    return concat("statistics", {mean, graph_.add_node("Sqrt", {held}, "spread")}, 1);
  }

  /// embed_norm(embed(pooled_norm(x))) as one layer: all three are affine.
  std::string embedding(const SpeakerNet& net, const std::string& x) {
    const auto affine = [](const torch::nn::BatchNorm1d& norm) {
      const torch::Tensor gain = norm->weight / torch::sqrt(norm->running_var + norm->options.eps());
      return std::pair(gain, norm->bias - norm->running_mean * gain);
    };
    const auto [in_gain, in_shift] = affine(net->pooled_norm);
    const auto [out_gain, out_shift] = affine(net->embed_norm);
    const torch::Tensor weight = net->embed->weight.squeeze(2);
    const torch::Tensor bias = (net->embed->bias + weight.mv(in_shift)) * out_gain + out_shift;
    const torch::Tensor folded = weight * in_gain.unsqueeze(0) * out_gain.unsqueeze(1);
    const std::string flat = graph_.add_node("Flatten", {x}, "flat", {nn::OnnxAttribute::whole("axis", 1)});
    return graph_.add_node("Gemm", {flat, weights("embed.weight", folded), floats("embed.bias", bias)}, "embedding",
                           {nn::OnnxAttribute::whole("transB", 1)});
  }

 private:
  static nn::OnnxAttribute keep_lengths() { return nn::OnnxAttribute::whole("keepdims", 1); }

  nn::OnnxGraph& graph_;
};

}  // namespace

std::string speaker_onnx(SpeakerNet net, const SpeakerConfig& config, WeightKind kind) {
  const torch::NoGradGuard no_gradients;
  net->eval();
  nn::OnnxGraph graph("timbre speaker encoder");
  const auto bands = static_cast<std::int64_t>(config.features.band_count);
  graph.add_input("features", {"clips", bands, "frames"});
  graph.add_output("embedding", {"clips", net->embed->options.out_channels()});
  Exporter exporter(graph, kind);
  const std::string stem = exporter.layer("stem", net->stem, "features");
  const std::string a = exporter.layer("halve", net->halve, exporter.block("first", net->first, stem));
  const std::string b = exporter.block("second", net->second, a);
  const std::string c = exporter.block("third", net->third, b);
  const std::string d = exporter.block("fourth", net->fourth, c);
  const std::string h = exporter.layer("gather", net->gather, exporter.concat("levels", {b, c, d}, 1));
  exporter.embedding(net, exporter.statistics(net, h));
  return graph.bytes();
}

Result<double> largest_export_difference(const std::string& onnx, SpeakerNet net, const torch::Tensor& features) {
  const torch::NoGradGuard no_gradients;
  net->eval();
  TRY(const auto session, nn::OnnxSession::from_bytes(onnx, "the exported encoder"));
  const torch::Tensor held = features.contiguous();
  const std::vector<float> values(held.data_ptr<float>(), held.data_ptr<float>() + held.numel());
  const std::vector<nn::NamedTensor> inputs{{"features", nn::Tensor{held.sizes().vec(), values}}};
  TRY(const auto outputs, session->run(inputs));
  namespace F = torch::nn::functional;
  const auto unit = F::NormalizeFuncOptions().dim(1);
  const std::vector<float>* floats = outputs.front().tensor.floats();
  if (floats == nullptr) return Error{ErrorKind::Internal, "the exported encoder gives no floating-point numbers"};
  std::vector<float> copy = *floats;
  const torch::Tensor theirs = torch::from_blob(copy.data(), {1, static_cast<std::int64_t>(copy.size())});
  const torch::Tensor ours = net(held);
  return (F::normalize(theirs, unit) - F::normalize(ours, unit)).abs().max().item<double>();
}

speaker::Cohort cohort_of(SpeakerNet net, const FeatureStore& store, const SpeakerConfig& config) {
  namespace F = torch::nn::functional;
  const torch::NoGradGuard no_gradients;
  net->eval();
  constexpr std::int64_t kOfEach = 3;
  std::map<std::uint32_t, std::pair<torch::Tensor, std::int64_t>> sums;
  std::set<std::uint32_t> seen;
  for (const StoredClip& clip : store.clips()) {
    // The first version of a recording is the clean one at its own speed.
    if (clip.is_dev != 0 || !seen.insert(clip.group).second) continue;
    auto& [sum, count] = sums[clip.label];
    if (count == kOfEach) continue;
    const torch::Tensor embedding =
        F::normalize(net(whole_clip(store, clip, config.features.band_count)), F::NormalizeFuncOptions().dim(1));
    sum = count == 0 ? embedding : sum + embedding;
    ++count;
  }
  std::vector<speaker::Embedding> people;
  for (const auto& [label, person] : sums) {
    const torch::Tensor unit = F::normalize(person.first, F::NormalizeFuncOptions().dim(1)).contiguous();
    people.emplace_back(unit.data_ptr<float>(), unit.data_ptr<float>() + unit.numel());
  }
  return speaker::Cohort(std::move(people));
}

}  // namespace timbre::train
