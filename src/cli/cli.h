#pragma once
/// The program `timbre`: finds the command and runs it.

#include <functional>
#include <string>
#include <vector>

#include "cli/terminal.h"

#include "base/cancel.h"
#include "base/clock.h"
#include "base/file_system.h"

namespace timbre::cli {

/// Exit codes, relied on by scripts.
enum class ExitCode {
  Done = 0,
  AnswerIsNo = 1,  ///< --fail-on was met, a self-test did not hold
  WrongUsage = 2,
  BadInput = 3,
  Unavailable = 4,
  Internal = 5,
  Interrupted = 130,  ///< stopped by SIGINT or SIGTERM, cleanly: 128 + SIGINT, as shells say it
};

[[nodiscard]] ExitCode exit_code_of(ErrorKind kind);

/// What a command works with; the seams are handed in by main.
struct Environment {
  const Terminal& terminal;
  FileSystem& disk;
  const Clock& clock;
  CancelToken cancel = {};  ///< what long work asks; cancelled by a signal after heed_interrupts()
  /// Called by a command that asks `cancel` at least once a second; without it a signal ends the program at once.
  std::function<void()> heed_interrupts = [] {};
};

/// `arguments` without the program's name.
[[nodiscard]] ExitCode run(const std::vector<std::string>& arguments, Environment& environment);

}  // namespace timbre::cli
