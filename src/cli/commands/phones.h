#pragma once
/// `timbre phones TEXT`: what the built-in voice would say, sound by sound.

#include <optional>

#include "cli/cli.h"

namespace CLI {
class App;
}

namespace timbre::cli {

void add_phones_command(CLI::App& app, Environment& environment, std::optional<ExitCode>& code);

}  // namespace timbre::cli
