// The program `timbre`: hands the machine's disk, clock and terminal to the commands.

#include <memory>

#include "cli/cli.h"
#include "cli/interrupt.h"

#include "base/clock.h"
#include "base/file_system.h"
#include "clone/built_in_engine.h"
#include "clone/engine_registry.h"
#include "cloud/cloud_advice.h"
#include "cloud/cloud_engines.h"
#include "net/curl_http_exchanger.h"
#include "server/studio_server.h"
#include "speaker/speaker_encoder.h"

namespace {

/// Nothing is asked over the network here: an engine looks when it is asked for its state.
timbre::Result<std::shared_ptr<timbre::clone::EngineRegistry>> engines_for(const std::filesystem::path& data_folder,
                                                                           timbre::FileSystem& disk,
                                                                           const timbre::Clock& clock,
                                                                           timbre::net::HttpExchanger& network) {
  auto engines = std::make_shared<timbre::clone::EngineRegistry>();
  engines->add(timbre::clone::make_built_in_engine(timbre::speaker::shipped_models_folder(), disk));
  TRY_VOID(timbre::cloud::add_cloud_engines(*engines, data_folder, disk, clock, network));
  return engines;
}

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
  timbre::net::CurlHttpExchanger network(clock);
  environment.engines = [&](const std::filesystem::path& data_folder) {
    return engines_for(data_folder, disk, clock, network);
  };
  environment.advisor = [&](const std::filesystem::path& data_folder) {
    return timbre::cloud::make_advice_service(data_folder, disk, clock, network);
  };
  std::unique_ptr<timbre::server::StudioServer> studio;
  environment.start_studio =
      [&](const timbre::cli::StudioRequest& request) -> timbre::Result<std::vector<std::string>> {
    timbre::server::StudioServerOptions options = options_of(request);
    TRY(options.engines, environment.engines(request.data_folder));
    options.advisor = environment.advisor(request.data_folder);
    TRY(studio, timbre::server::StudioServer::start(options, disk, clock));
    return studio->addresses();
  };
  return static_cast<int>(timbre::cli::run({argv + 1, argv + argc}, environment));
}
