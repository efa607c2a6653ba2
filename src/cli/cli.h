#pragma once
/// The program `timbre`: finds the command and runs it.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "cli/terminal.h"

#include "base/cancel.h"
#include "base/clock.h"
#include "base/file_system.h"
#include "clone/engine_registry.h"
#include "score/advice_service.h"

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

/// What `timbre serve` asks for.
struct StudioRequest {
  std::string host;  ///< empty: loopback
  std::uint16_t port = 7315;
  std::filesystem::path data_folder;
  std::string token;
  std::filesystem::path certificate_file, key_file;
  std::vector<std::string> allowed_hosts;
  std::filesystem::path page_folder;  ///< empty: the page in the binary
};

/// What a command works with; the seams are handed in by main.
struct Environment {
  const Terminal& terminal;
  FileSystem& disk;
  const Clock& clock;
  CancelToken cancel = {};  ///< what long work asks; cancelled by a signal after heed_interrupts()
  /// Called by a command that asks `cancel` at least once a second; without it a signal ends the program at once.
  std::function<void()> heed_interrupts = [] {};
  /// Starts the server, which lives as long as main; the addresses it listens on. The server is a room beside this one.
  std::function<Result<std::vector<std::string>>(const StudioRequest&)> start_studio = {};
  /// What can speak, from the configuration of a data folder. Asks no server.
  std::function<Result<std::shared_ptr<clone::EngineRegistry>>(const std::filesystem::path& data_folder)> engines = {};
  /// Who gives richer advice, from the configuration of a data folder. Asks no server.
  std::function<std::shared_ptr<score::AdviceService>(const std::filesystem::path& data_folder)> advisor = {};
};

/// `arguments` without the program's name.
[[nodiscard]] ExitCode run(const std::vector<std::string>& arguments, Environment& environment);

}  // namespace timbre::cli
