#pragma once
/// `timbre consent start|submit|attest|list|show|revoke`: consent of the person whose voice is to be cloned.

#include <optional>

#include "cli/cli.h"

namespace CLI {
class App;
}

namespace timbre::cli {

/// Registers the command; `code` is set when it has run. `environment` and `code` must outlive the parse.
void add_consent_command(CLI::App& app, Environment& environment, std::optional<ExitCode>& code);

}  // namespace timbre::cli
