#pragma once
/// `timbre align FILE --text T`: where the words and phones of a known text lie in a take, and what was read otherwise.

#include <optional>

#include "cli/cli.h"

namespace CLI {
class App;
}

namespace timbre::cli {

void add_align_command(CLI::App& app, Environment& environment, std::optional<ExitCode>& code);

}  // namespace timbre::cli
