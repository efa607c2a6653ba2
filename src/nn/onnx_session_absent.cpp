// Stands in for onnx_session.cpp in a build without ONNX Runtime's headers.
#include "nn/onnx_session.h"

namespace timbre::nn {
namespace {

constexpr const char* kAbsent = "this build of Timbre has no ONNX Runtime; ./run.sh fetches it and builds again";

}  // namespace

struct OnnxSession::State {
  std::string name;
  std::vector<TensorPlace> inputs;
  std::vector<TensorPlace> outputs;
};

OnnxSession::OnnxSession(std::unique_ptr<State> state) : state_(std::move(state)) {}
OnnxSession::~OnnxSession() = default;

// NOLINTNEXTLINE(performance-unnecessary-value-param): the interface keeps the name
Result<std::shared_ptr<const OnnxSession>> OnnxSession::from_bytes(std::string_view, std::string, const OnnxOptions&) {
  return Error{ErrorKind::Unavailable, kAbsent};
}

Result<std::shared_ptr<const OnnxSession>> OnnxSession::open(const std::filesystem::path& /*path*/,
                                                             FileSystem& /*disk*/, const OnnxOptions& /*options*/) {
  return Error{ErrorKind::Unavailable, kAbsent};
}

const std::string& OnnxSession::name() const { return state_->name; }
const std::vector<TensorPlace>& OnnxSession::inputs() const { return state_->inputs; }
const std::vector<TensorPlace>& OnnxSession::outputs() const { return state_->outputs; }

Result<std::vector<NamedTensor>> OnnxSession::run(std::span<const NamedTensor> /*inputs*/) const {
  return Error{ErrorKind::Unavailable, kAbsent};
}

std::string why_no_networks() { return kAbsent; }

}  // namespace timbre::nn
