#pragma once
/// `timbre say TEXT -o FILE`: a text in a voice that nobody has, chosen by a number.

#include <optional>

#include "cli/cli.h"

namespace CLI {
class App;
}

namespace timbre::cli {

void add_say_command(CLI::App& app, Environment& environment, std::optional<ExitCode>& code);

}  // namespace timbre::cli
