#include "train/onnx_weights.h"

#include "nn/onnx_constants.h"

namespace timbre::train {
namespace {

using Weights = std::map<std::string, torch::Tensor>;

torch::Tensor tensor_of(const nn::OnnxConstant& constant) {
  const auto kind = constant.number == nn::OnnxNumber::Half   ? torch::kHalf
                    : constant.number == nn::OnnxNumber::Int8 ? torch::kInt8
                                                              : torch::kFloat;
  std::string bytes = constant.bytes;
  return torch::from_blob(bytes.data(), constant.shape, kind).to(torch::kFloat).clone();
}

/// Where a parameter or buffer of LibTorch's is, in the file.
std::string name_in_file(std::string name) {
  const auto replace = [&name](std::string_view what, std::string_view by) {
    const auto at = name.find(what);
    if (at != std::string::npos) name.replace(at, what.size(), by);
  };
  replace("blocks.", "block");
  replace("head.", "values.");
  replace("running_mean", "mean");
  replace("running_var", "variance");
  return name;
}

Result<void> copy_into(const std::string& name, const Weights& weights, torch::Tensor into) {
  const auto found = weights.find(name_in_file(name));
  if (found == weights.end()) return Error{ErrorKind::Corrupt, "the network has no weight '" + name + "'"};
  // A matrix is kept as MatMul takes it.
  const torch::Tensor values = into.dim() == 2 ? found->second.t() : found->second;
  if (values.sizes() != into.sizes()) {
    return Error{ErrorKind::Corrupt, "the network's weight '" + name + "' has another shape"};
  }
  into.copy_(values);
  return {};
}

Result<std::int64_t> length_of(const Weights& weights, const std::string& name, std::int64_t dimension) {
  const auto found = weights.find(name);
  if (found == weights.end() || found->second.dim() <= dimension) {
    return Error{ErrorKind::Corrupt, "the encoder has no weight '" + name + "'"};
  }
  return found->second.size(dimension);
}

Result<SpeakerNetOptions> speaker_sizes(const Weights& weights) {
  SpeakerNetOptions options;
  TRY(options.band_count, length_of(weights, "stem.conv.weight", 1));
  TRY(options.stem_channels, length_of(weights, "stem.conv.weight", 0));
  TRY(options.block_channels, length_of(weights, "halve.conv.weight", 0));
  TRY(options.pooled_channels, length_of(weights, "gather.conv.weight", 0));
  TRY(options.attention_channels, length_of(weights, "attend.weight", 0));
  TRY(options.embedding_size, length_of(weights, "embed.weight", 0));
  return options;
}

/// Normalisation that changes nothing.
void pass_through(torch::nn::BatchNorm1d& norm) { norm->running_var.fill_(1.0 - norm->options.eps()); }

}  // namespace

Result<Weights> onnx_weights(std::string_view file) {
  TRY(const auto constants, nn::read_onnx_constants(file));
  Weights weights;
  for (const auto& [name, constant] : constants) {
    if (constant.number == nn::OnnxNumber::Int64) continue;
    if (name.ends_with("_scales")) continue;
    const torch::Tensor values = tensor_of(constant);
    const std::string base = name.substr(0, name.rfind('_'));
    if (name.ends_with("_half")) {
      weights[base] = values;
    } else if (name.ends_with("_bytes")) {
      const auto scales = constants.find(base + "_scales");
      if (scales == constants.end()) return Error{ErrorKind::Corrupt, "the network's '" + base + "' has no scales"};
      weights[base] = values * tensor_of(scales->second);
    } else {
      weights[name] = values;
    }
  }
  return weights;
}

Result<void> read_conditioned_onnx(std::string_view file, ConditionedNet& net) {
  const torch::NoGradGuard no_gradients;
  TRY(const Weights weights, onnx_weights(file));
  for (const auto& parameter : net->named_parameters()) {
    TRY_VOID(copy_into(parameter.key(), weights, parameter.value()));
  }
  return {};
}

Result<SpeakerNet> read_speaker_onnx(std::string_view file) {
  const torch::NoGradGuard no_gradients;
  TRY(Weights weights, onnx_weights(file));
  TRY(const SpeakerNetOptions sizes, speaker_sizes(weights));
  SpeakerNet net(sizes);
  weights["embed.weight"] = weights["embed.weight"].unsqueeze(2);
  const auto is_folded = [](const std::string& name) {
    return name.starts_with("pooled_norm.") || name.starts_with("embed_norm.");
  };
  for (const auto& parameter : net->named_parameters()) {
    if (!is_folded(parameter.key())) TRY_VOID(copy_into(parameter.key(), weights, parameter.value()));
    parameter.value().set_requires_grad(false);
  }
  for (const auto& buffer : net->named_buffers()) {
    if (is_folded(buffer.key()) || buffer.key().ends_with("num_batches_tracked")) continue;
    TRY_VOID(copy_into(buffer.key(), weights, buffer.value()));
  }
  pass_through(net->pooled_norm);
  pass_through(net->embed_norm);
  net->eval();
  return net;
}

}  // namespace timbre::train
