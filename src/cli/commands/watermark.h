#pragma once
/// `timbre watermark embed IN -o OUT` and `timbre watermark detect FILE`.

#include <optional>

#include "cli/cli.h"

namespace CLI {
class App;
}

namespace timbre::cli {

/// Registers the command; `code` is set when it has run. `environment` and `code` must outlive the parse.
void add_watermark_command(CLI::App& app, Environment& environment, std::optional<ExitCode>& code);

}  // namespace timbre::cli
