#pragma once
/// What goes wrong, and at which step: every write, sync, rename, open and removal that the store does, its own
/// (faulty_disk.h) and SQLite's (faulty_vfs.h), is counted as one step.

#include <csignal>
#include <cstdint>
#include <limits>
#include <unistd.h>

namespace timbre::store {

enum class Fault {
  None,
  Kill,   ///< the process dies at the step, as by kill -9
  Fails,  ///< this step fails, later ones work
  Full    ///< this step and all later ones that need room fail: the disk is full
};

struct FaultPlan {
  Fault fault = Fault::None;
  std::int64_t at = std::numeric_limits<std::int64_t>::max();
  std::int64_t steps = 0;

  /// Counts a step; whether it must fail.
  bool strikes(bool needs_room) {
    const std::int64_t step = steps++;
    if (fault == Fault::Kill && step == at) ::kill(::getpid(), SIGKILL);
    if (fault == Fault::Fails) return step == at;
    return fault == Fault::Full && needs_room && step >= at;
  }
};

}  // namespace timbre::store
