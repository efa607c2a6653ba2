#pragma once
/// `timbre audit list|verify|prove|head|export`: what was done, and whether the log of it is whole.

#include <optional>

#include "cli/cli.h"

namespace CLI {
class App;
}

namespace timbre::cli {

/// Registers the commands; `code` is set when one has run. `environment` and `code` must outlive the parse.
void add_audit_command(CLI::App& app, Environment& environment, std::optional<ExitCode>& code);

}  // namespace timbre::cli
