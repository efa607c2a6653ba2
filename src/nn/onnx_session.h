#pragma once
/// One neural network in the ONNX format, ready to run on the processor.
///
/// ONNX Runtime is opened when the first session is made (detail/onnx_runtime.h). A session runs on the thread that
/// calls it, and many threads may share one: for many takes at once that is faster than one network on many threads.
/// The same inputs give the same bytes on the same machine; between processors the last digits may differ, as ONNX
/// Runtime picks its kernels by what the processor can do.

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_system.h"
#include "base/result.h"
#include "nn/tensor.h"

namespace timbre::nn {

enum class TensorType { Float, Whole, Other };  ///< 32-bit floating, 64-bit whole, and what we do not handle

/// What a network says of one of its inputs or outputs.
struct TensorPlace {
  std::string name;
  TensorType type = TensorType::Float;
  std::vector<std::int64_t> shape;  ///< −1 where any length will do
};

struct OnnxOptions {
  int thread_count = 1;  ///< within one run; more than one only helps large networks
};

class OnnxSession {
 public:
  /// `bytes` of an .onnx file; `name` stands for it in messages. Unavailable without ONNX Runtime; Corrupt for bytes
  /// that are no network, or one that this ONNX Runtime cannot run.
  [[nodiscard]] static Result<std::shared_ptr<const OnnxSession>> from_bytes(std::string_view bytes, std::string name,
                                                                             const OnnxOptions& options = {});
  /// The same, of a file of at most kLargestModelBytes; errors of reading.
  [[nodiscard]] static Result<std::shared_ptr<const OnnxSession>> open(const std::filesystem::path& path,
                                                                       FileSystem& disk,
                                                                       const OnnxOptions& options = {});
  OnnxSession(const OnnxSession&) = delete;
  OnnxSession& operator=(const OnnxSession&) = delete;
  ~OnnxSession();

  [[nodiscard]] const std::string& name() const;
  [[nodiscard]] const std::vector<TensorPlace>& inputs() const;
  [[nodiscard]] const std::vector<TensorPlace>& outputs() const;

  /// All outputs, in the network's order. Every input must be given once, in any order, under its name, with its type
  /// and a shape that fits: else InvalidInput, naming the input and what it must be. A network that remembers takes its
  /// states as inputs and gives the new ones as outputs. Thread-safe.
  [[nodiscard]] Result<std::vector<NamedTensor>> run(std::span<const NamedTensor> inputs) const;

 private:
  struct State;
  explicit OnnxSession(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// ONNX itself ends there: 2 GiB.
inline constexpr std::uintmax_t kLargestModelBytes = (std::uintmax_t{1} << 31) - 1;

/// Whether networks can be run at all: an empty text, or why not and the next step.
[[nodiscard]] std::string why_no_networks();

}  // namespace timbre::nn
