#pragma once
/// Samples as they come off a line, handed to a sink in blocks of a tenth of a second.

#include <span>
#include <vector>

#include "base/result.h"
#include "clone/engine.h"

namespace timbre::cloud {

class SpeechBlocks {
 public:
  /// The sink outlives it.
  explicit SpeechBlocks(clone::RawSpeechSink& sink) : sink_(sink) {}
  /// One channel, always of one rate. What the sink says.
  [[nodiscard]] Result<void> take(int sample_rate_hz, std::span<const float> mono);
  /// What is left, as a last block.
  [[nodiscard]] Result<void> finish();
  /// Whether the sink got anything.
  [[nodiscard]] bool has_given() const { return has_given_; }
  /// Whether the sink answered with an error.
  [[nodiscard]] bool is_refused() const { return is_refused_; }

 private:
  clone::RawSpeechSink& sink_;
  int sample_rate_hz_ = 0;
  std::vector<float> waiting_;
  bool has_given_ = false;
  bool is_refused_ = false;
};

}  // namespace timbre::cloud
