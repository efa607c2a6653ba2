#pragma once
/// `timbre speaker compare A B` and `timbre speaker embed FILE`: who is speaking.

#include <optional>

#include "cli/cli.h"

namespace CLI {
class App;
}

namespace timbre::cli {

/// Registers the command; `code` is set when it has run. `environment` and `code` must outlive the parse.
void add_speaker_command(CLI::App& app, Environment& environment, std::optional<ExitCode>& code);

}  // namespace timbre::cli
