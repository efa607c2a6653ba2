#include "nn/onnx_session.h"

#include <algorithm>

#include "nn/detail/onnx_runtime.h"
#include "nn/detail/tensor_fit.h"

namespace timbre::nn {
namespace {

using detail::checked;
using detail::OnnxRuntime;

/// An object of ONNX Runtime, released by the function of its table that is for it.
template <typename T>
using Held = std::unique_ptr<T, void (*)(T*)>;

template <typename T>
Held<T> held(T* object, void (*release)(T*)) {
  return Held<T>(object, release);
}

TensorType type_from(ONNXTensorElementDataType type) {
  if (type == ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT) return TensorType::Float;
  return type == ONNX_TENSOR_ELEMENT_DATA_TYPE_INT64 ? TensorType::Whole : TensorType::Other;
}

struct ShapeAndType {
  std::vector<std::int64_t> shape;
  TensorType type = TensorType::Other;
};

Result<ShapeAndType> read_shape(const OnnxRuntime& ort, const OrtTensorTypeAndShapeInfo* info,
                                const std::string& doing) {
  ShapeAndType read;
  std::size_t rank = 0;
  ONNXTensorElementDataType type = ONNX_TENSOR_ELEMENT_DATA_TYPE_UNDEFINED;
  TRY_VOID(checked(ort, ort.api->GetTensorElementType(info, &type), ErrorKind::Corrupt, doing));
  TRY_VOID(checked(ort, ort.api->GetDimensionsCount(info, &rank), ErrorKind::Corrupt, doing));
  read.type = type_from(type);
  read.shape.resize(rank);
  TRY_VOID(checked(ort, ort.api->GetDimensions(info, read.shape.data(), rank), ErrorKind::Corrupt, doing));
  return read;
}

/// The functions that tell of inputs, or of outputs.
struct Side {
  decltype(OrtApi::SessionGetInputCount) count;
  decltype(OrtApi::SessionGetInputName) name;
  decltype(OrtApi::SessionGetInputTypeInfo) type;
};

Result<TensorPlace> read_place(const OnnxRuntime& ort, const OrtSession* session, const Side& side, std::size_t index,
                               const std::string& doing) {
  OrtAllocator* allocator = nullptr;
  char* name = nullptr;
  TRY_VOID(checked(ort, ort.api->GetAllocatorWithDefaultOptions(&allocator), ErrorKind::Internal, doing));
  TRY_VOID(checked(ort, side.name(session, index, allocator, &name), ErrorKind::Corrupt, doing));
  TensorPlace place{name, TensorType::Other, {}};
  TRY_VOID(checked(ort, ort.api->AllocatorFree(allocator, name), ErrorKind::Internal, doing));
  OrtTypeInfo* type = nullptr;
  TRY_VOID(checked(ort, side.type(session, index, &type), ErrorKind::Corrupt, doing));
  const auto type_held = held(type, ort.api->ReleaseTypeInfo);
  const OrtTensorTypeAndShapeInfo* info = nullptr;
  TRY_VOID(checked(ort, ort.api->CastTypeInfoToTensorInfo(type, &info), ErrorKind::Corrupt, doing));
  if (info == nullptr) return place;  // a sequence or a map
  TRY(ShapeAndType read, read_shape(ort, info, doing));
  place.type = read.type;
  place.shape = std::move(read.shape);
  return place;
}

Result<std::vector<TensorPlace>> read_places(const OnnxRuntime& ort, const OrtSession* session, const Side& side,
                                             const std::string& doing) {
  std::size_t count = 0;
  TRY_VOID(checked(ort, side.count(session, &count), ErrorKind::Corrupt, doing));
  std::vector<TensorPlace> places;
  for (std::size_t i = 0; i < count; ++i) {
    TRY(TensorPlace place, read_place(ort, session, side, i, doing));
    places.push_back(std::move(place));
  }
  return places;
}

Result<OrtValue*> lend(const OnnxRuntime& ort, const Tensor& tensor, const std::string& doing) {
  OrtValue* value = nullptr;
  const auto make = [&](const auto& numbers, ONNXTensorElementDataType type) {
    // Inputs are only read; the interface of C has no const for them.
    void* data = const_cast<void*>(static_cast<const void*>(numbers.data()));
    return ort.api->CreateTensorWithDataAsOrtValue(ort.memory, data, numbers.size() * sizeof(numbers[0]),
                                                   tensor.shape.data(), tensor.shape.size(), type, &value);
  };
  OrtStatus* status = tensor.floats() != nullptr ? make(*tensor.floats(), ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT)
                                                 : make(*tensor.whole(), ONNX_TENSOR_ELEMENT_DATA_TYPE_INT64);
  TRY_VOID(checked(ort, status, ErrorKind::InvalidInput, doing));
  return value;
}

template <typename T>
Result<std::vector<T>> copied(const OnnxRuntime& ort, OrtValue* value, std::size_t count, const std::string& doing) {
  void* data = nullptr;
  TRY_VOID(checked(ort, ort.api->GetTensorMutableData(value, &data), ErrorKind::Internal, doing));
  const T* first = static_cast<const T*>(data);
  return count == 0 ? std::vector<T>() : std::vector<T>(first, first + count);
}

Result<Tensor> read_tensor(const OnnxRuntime& ort, OrtValue* value, const std::string& doing) {
  OrtTensorTypeAndShapeInfo* info = nullptr;
  TRY_VOID(checked(ort, ort.api->GetTensorTypeAndShape(value, &info), ErrorKind::Unsupported, doing));
  const auto info_held = held(info, ort.api->ReleaseTensorTypeAndShapeInfo);
  TRY(ShapeAndType read, read_shape(ort, info, doing));
  std::size_t count = 0;
  TRY_VOID(checked(ort, ort.api->GetTensorShapeElementCount(info, &count), ErrorKind::Internal, doing));
  if (read.type == TensorType::Float) {
    TRY(std::vector<float> numbers, copied<float>(ort, value, count, doing));
    return Tensor{std::move(read.shape), std::move(numbers)};
  }
  if (read.type == TensorType::Other) {
    return Error{ErrorKind::Unsupported, doing + ": an output has a type that is not handled"};
  }
  TRY(std::vector<std::int64_t> numbers, copied<std::int64_t>(ort, value, count, doing));
  return Tensor{std::move(read.shape), std::move(numbers)};
}

/// The values of one run, released together.
struct Values {
  Values(const OnnxRuntime& runtime, std::size_t count) : ort(runtime), all(count, nullptr) {}
  Values(const Values&) = delete;
  Values& operator=(const Values&) = delete;
  ~Values() {
    for (OrtValue* value : all) {
      if (value != nullptr) ort.api->ReleaseValue(value);
    }
  }
  const OnnxRuntime& ort;
  std::vector<OrtValue*> all;
};

std::vector<const char*> names_of(const std::vector<TensorPlace>& places) {
  std::vector<const char*> names;
  for (const TensorPlace& place : places) names.push_back(place.name.c_str());
  return names;
}

Result<OrtSession*> create(const OnnxRuntime& ort, std::string_view bytes, const OnnxOptions& options,
                           const std::string& doing) {
  OrtSessionOptions* made = nullptr;
  TRY_VOID(checked(ort, ort.api->CreateSessionOptions(&made), ErrorKind::Internal, doing));
  const auto settings = held(made, ort.api->ReleaseSessionOptions);
  const int threads = std::max(1, options.thread_count);
  for (OrtStatus* status :
       {ort.api->SetIntraOpNumThreads(made, threads), ort.api->SetInterOpNumThreads(made, 1),
        ort.api->SetSessionExecutionMode(made, ORT_SEQUENTIAL), ort.api->SetDeterministicCompute(made, true)}) {
    TRY_VOID(checked(ort, status, ErrorKind::Internal, doing));
  }
  OrtSession* session = nullptr;
  TRY_VOID(checked(ort, ort.api->CreateSessionFromArray(ort.environment, bytes.data(), bytes.size(), made, &session),
                   ErrorKind::Corrupt, doing));
  return session;
}

}  // namespace

struct OnnxSession::State {
  State(const OnnxRuntime& runtime, OrtSession* made, std::string network)
      : ort(runtime), session(made, runtime.api->ReleaseSession), name(std::move(network)) {}
  const OnnxRuntime& ort;
  Held<OrtSession> session;
  std::string name;
  std::vector<TensorPlace> inputs;
  std::vector<TensorPlace> outputs;
};

OnnxSession::OnnxSession(std::unique_ptr<State> state) : state_(std::move(state)) {}
OnnxSession::~OnnxSession() = default;

Result<std::shared_ptr<const OnnxSession>> OnnxSession::from_bytes(std::string_view bytes, std::string name,
                                                                   const OnnxOptions& options) {
  TRY(const OnnxRuntime* ort, detail::onnx_runtime());
  const std::string doing = "'" + name + "' cannot be used as a neural network";
  if (bytes.empty()) return Error{ErrorKind::Corrupt, doing + ": it is empty"};
  TRY(OrtSession * session, create(*ort, bytes, options, doing));
  auto state = std::make_unique<State>(*ort, session, std::move(name));
  const Side in{ort->api->SessionGetInputCount, ort->api->SessionGetInputName, ort->api->SessionGetInputTypeInfo};
  const Side out{ort->api->SessionGetOutputCount, ort->api->SessionGetOutputName, ort->api->SessionGetOutputTypeInfo};
  TRY(state->inputs, read_places(*ort, session, in, doing));
  TRY(state->outputs, read_places(*ort, session, out, doing));
  return std::shared_ptr<const OnnxSession>(new OnnxSession(std::move(state)));
}

Result<std::shared_ptr<const OnnxSession>> OnnxSession::open(const std::filesystem::path& path, FileSystem& disk,
                                                             const OnnxOptions& options) {
  TRY(const std::string bytes, disk.read(path, kLargestModelBytes));
  return from_bytes(bytes, path.string(), options);
}

const std::string& OnnxSession::name() const { return state_->name; }
const std::vector<TensorPlace>& OnnxSession::inputs() const { return state_->inputs; }
const std::vector<TensorPlace>& OnnxSession::outputs() const { return state_->outputs; }

Result<std::vector<NamedTensor>> OnnxSession::run(std::span<const NamedTensor> inputs) const {
  const OnnxRuntime& ort = state_->ort;
  TRY(const std::vector<std::size_t> positions, detail::fit(inputs, state_->inputs, "'" + state_->name + "'"));
  const std::string doing = "running '" + state_->name + "'";
  Values in(ort, positions.size());
  for (std::size_t i = 0; i < positions.size(); ++i) {
    TRY(in.all[i], lend(ort, inputs[positions[i]].tensor, doing));
  }
  Values out(ort, state_->outputs.size());
  const std::vector<const char*> in_names = names_of(state_->inputs);
  const std::vector<const char*> out_names = names_of(state_->outputs);
  TRY_VOID(checked(ort,
                   ort.api->Run(state_->session.get(), nullptr, in_names.data(), in.all.data(), in.all.size(),
                                out_names.data(), out_names.size(), out.all.data()),
                   ErrorKind::InvalidInput, doing));
  std::vector<NamedTensor> results;
  for (std::size_t i = 0; i < out.all.size(); ++i) {
    TRY(Tensor tensor, read_tensor(ort, out.all[i], doing));
    results.push_back({state_->outputs[i].name, std::move(tensor)});
  }
  return results;
}

std::string why_no_networks() {
  const auto runtime = detail::onnx_runtime();
  return runtime.ok() ? std::string() : runtime.error().message;
}

}  // namespace timbre::nn
