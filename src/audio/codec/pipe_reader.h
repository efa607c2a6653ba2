#pragma once
/// The parent's end of the pipe: reads frames (pipe_protocol.h) and gives up on a helper that makes no progress.

#include <chrono>
#include <cstddef>
#include <span>

#include "audio/codec/pipe_protocol.h"

namespace timbre::audio {

struct PipeLimits {
  std::chrono::milliseconds stall{10'000};   ///< longest wait for the next bytes
  std::chrono::milliseconds total{600'000};  ///< longest time spent waiting, all together
};

enum class PipeOutcome {
  Ok,
  Closed,    ///< the helper closed the pipe
  Stalled,   ///< no byte for PipeLimits::stall
  OverTime,  ///< waited PipeLimits::total in all
};

class PipeReader {
 public:
  PipeReader() = default;
  /// `fd` is non-blocking and owned by someone else. Only time spent waiting for the helper counts, not the caller's.
  PipeReader(int fd, PipeLimits limits) : fd_(fd), limits_(limits) {}

  /// Fills `out`, or says why it could not.
  [[nodiscard]] PipeOutcome read(std::span<std::byte> out);
  [[nodiscard]] const PipeLimits& limits() const { return limits_; }

 private:
  [[nodiscard]] PipeOutcome wait();

  int fd_ = -1;
  PipeLimits limits_;
  std::chrono::nanoseconds waited_{0};
};

}  // namespace timbre::audio
