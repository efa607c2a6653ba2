#pragma once
/// `timbre eval stoi CLEAN CHANGED`: how much of speech is understood after something was done to it.

#include <optional>

#include "cli/cli.h"

namespace CLI {
class App;
}

namespace timbre::cli {

/// Registers the command; `code` is set when it has run. `environment` and `code` must outlive the parse.
void add_eval_command(CLI::App& app, Environment& environment, std::optional<ExitCode>& code);

}  // namespace timbre::cli
