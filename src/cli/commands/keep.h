#pragma once
/// `timbre doctor`, `timbre backup FILE`, `timbre restore FILE`: looking after what the studio keeps.

#include <optional>

#include "cli/cli.h"

namespace CLI {
class App;
}

namespace timbre::cli {

/// Registers the commands; `code` is set when one has run. `environment` and `code` must outlive the parse.
void add_keep_commands(CLI::App& app, Environment& environment, std::optional<ExitCode>& code);

}  // namespace timbre::cli
