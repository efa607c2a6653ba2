#pragma once
/// `timbre selftest [FILE]`: spoil a clean take in known ways and prove that the judgement ranks them as a person
/// would.

#include <optional>

#include "cli/cli.h"

namespace CLI {
class App;
}

namespace timbre::cli {

/// Registers the command; `code` is set when it has run. `environment` and `code` must outlive the parse.
void add_selftest_command(CLI::App& app, Environment& environment, std::optional<ExitCode>& code);

}  // namespace timbre::cli
