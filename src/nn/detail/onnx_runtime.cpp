#include "nn/detail/onnx_runtime.h"

#include <array>
#include <dlfcn.h>
#include <filesystem>
#include <string>

namespace timbre::nn::detail {
namespace {

constexpr const char* kLibrary = "libonnxruntime.so.1";

Error unavailable(const std::string& why) {
  return {ErrorKind::Unavailable, "ONNX Runtime cannot be used: " + why +
                                      "; ./run.sh sets it up (on Debian 13: apt-get install libonnxruntime-dev)"};
}

void* open_library() {
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  const std::filesystem::path folder = program.parent_path();
  const std::array<std::string, 3> places{(folder.parent_path() / "lib" / kLibrary).string(),
                                          (folder / kLibrary).string(), kLibrary};
  void* library = nullptr;
  for (std::size_t i = error ? 2 : 0; i < places.size() && library == nullptr; ++i) {
    library = ::dlopen(places[i].c_str(), RTLD_NOW | RTLD_LOCAL);
  }
  return library;
}

/// Library code prints nothing; what goes wrong comes back as a status.
void say_nothing(void* /*data*/, OrtLoggingLevel /*level*/, const char* /*category*/, const char* /*id*/,
                 const char* /*place*/, const char* /*text*/) {}

Result<OnnxRuntime> open() {
  void* library = open_library();
  if (library == nullptr) {
    const char* why = ::dlerror();  // NOLINT(concurrency-mt-unsafe): the text is this thread's own in glibc
    return unavailable(why != nullptr ? why : "it is not there");
  }
  const auto get_base = reinterpret_cast<decltype(&OrtGetApiBase)>(::dlsym(library, "OrtGetApiBase"));
  if (get_base == nullptr) return unavailable("the library found is not ONNX Runtime");
  OnnxRuntime runtime;
  runtime.api = get_base()->GetApi(ORT_API_VERSION);
  if (runtime.api == nullptr) {
    return unavailable("it is version " + std::string(get_base()->GetVersionString()) + ", and 1." +
                       std::to_string(ORT_API_VERSION) + " or later is needed");
  }
  TRY_VOID(checked(runtime,
                   runtime.api->CreateEnvWithCustomLogger(say_nothing, nullptr, ORT_LOGGING_LEVEL_FATAL, "timbre",
                                                          &runtime.environment),
                   ErrorKind::Unavailable, "starting ONNX Runtime"));
  TRY_VOID(checked(runtime, runtime.api->DisableTelemetryEvents(runtime.environment), ErrorKind::Unavailable,
                   "starting ONNX Runtime"));
  TRY_VOID(checked(runtime, runtime.api->CreateCpuMemoryInfo(OrtArenaAllocator, OrtMemTypeDefault, &runtime.memory),
                   ErrorKind::Unavailable, "starting ONNX Runtime"));
  return runtime;
}

}  // namespace

Result<const OnnxRuntime*> onnx_runtime() {
  static const Result<OnnxRuntime> runtime = open();  // never closed: it keeps state of its own
  if (!runtime.ok()) return runtime.error();
  return &runtime.value();
}

Result<void> checked(const OnnxRuntime& runtime, OrtStatus* status, ErrorKind kind, const std::string& doing) {
  if (status == nullptr) return {};
  Error error{kind, doing + ": " + runtime.api->GetErrorMessage(status)};
  runtime.api->ReleaseStatus(status);
  return error;
}

}  // namespace timbre::nn::detail
