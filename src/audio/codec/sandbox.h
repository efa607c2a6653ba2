#pragma once
/// Gives up, for good, everything a decoder does not need.
///
/// After enter_sandbox() the process can read the file it was handed (descriptor 0, at a position), write to the pipe
/// (descriptor 1), ask for memory up to a limit, and end. It cannot open a file or a socket, start a process or a
/// thread, make memory executable, or outlive its parent; a system call outside the list kills it (SIGSYS). It is
/// called before the first byte of the file is read.

#include <cstdint>

#include "base/result.h"

namespace timbre::audio {

struct SandboxLimits {
  /// Address space on top of what is mapped at entry (libraries). The largest honest need is a container's index:
  /// tens of MiB for three hours. Not set in sanitized builds, whose shadow memory is terabytes of address space.
  std::uint64_t memory_bytes = 512ULL << 20U;
  /// Processor time: three hours of eight channels at 192 kHz take a few minutes.
  std::uint64_t cpu_s = 600;
};

/// Internal, with the step that failed, where the kernel refuses: then nothing may be decoded.
[[nodiscard]] Result<void> enter_sandbox(const SandboxLimits& limits = {});

}  // namespace timbre::audio
