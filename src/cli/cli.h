#pragma once
/// The program `timbre`: finds the command and runs it.

#include <string>
#include <vector>

#include "cli/terminal.h"

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
};

[[nodiscard]] ExitCode exit_code_of(ErrorKind kind);

/// What a command works with; the seams are handed in by main.
struct Environment {
  const Terminal& terminal;
  FileSystem& disk;
  const Clock& clock;
};

/// `arguments` without the program's name.
[[nodiscard]] ExitCode run(const std::vector<std::string>& arguments, Environment& environment);

}  // namespace timbre::cli
