// The program `timbre`: hands the machine's disk, clock and terminal to the commands.

#include <memory>

#include "cli/cli.h"
#include "cli/interrupt.h"

#include "base/clock.h"
#include "base/file_system.h"
#include "server/studio_server.h"

namespace {

timbre::server::StudioServerOptions options_of(const timbre::cli::StudioRequest& request) {
  timbre::server::StudioServerOptions options;
  options.http.host = request.host;
  options.http.port = request.port;
  options.http.guard = {request.allowed_hosts, request.token};
  options.http.certificate_file = request.certificate_file;
  options.http.key_file = request.key_file;
  options.data_folder = request.data_folder;
  options.page_folder = request.page_folder;
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  const timbre::cli::Terminal terminal = timbre::cli::system_terminal();
  timbre::PosixFileSystem disk;
  const timbre::SystemClock clock;
  timbre::cli::Environment environment{terminal, disk, clock};
  environment.heed_interrupts = [&environment] { timbre::cli::cancel_on_interrupt(environment.cancel); };
  std::unique_ptr<timbre::server::StudioServer> studio;
  environment.start_studio =
      [&](const timbre::cli::StudioRequest& request) -> timbre::Result<std::vector<std::string>> {
    TRY(studio, timbre::server::StudioServer::start(options_of(request), disk, clock));
    return studio->addresses();
  };
  return static_cast<int>(timbre::cli::run({argv + 1, argv + argc}, environment));
}
