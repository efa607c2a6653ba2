// The program `timbre`: hands the machine's disk, clock and terminal to the commands.

#include "cli/cli.h"
#include "cli/interrupt.h"

#include "base/clock.h"
#include "base/file_system.h"

int main(int argc, char** argv) {
  const timbre::cli::Terminal terminal = timbre::cli::system_terminal();
  timbre::PosixFileSystem disk;
  const timbre::SystemClock clock;
  timbre::cli::Environment environment{terminal, disk, clock};
  environment.heed_interrupts = [&environment] { timbre::cli::cancel_on_interrupt(environment.cancel); };
  return static_cast<int>(timbre::cli::run({argv + 1, argv + argc}, environment));
}
