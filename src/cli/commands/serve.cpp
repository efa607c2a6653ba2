#include "cli/commands/serve.h"

#include <chrono>
#include <memory>
#include <thread>

#include "CLI/CLI.hpp"
#include "cli/data_option.h"

#include "base/utf8.h"

namespace timbre::cli {
namespace {

struct ServeArguments {
  StudioRequest request;
  std::string data_folder;
  std::string token_file;
  bool quiet = false;
};

constexpr std::uintmax_t kMaxTokenBytes = 4096;

std::string first_line(const std::string& text) { return text.substr(0, text.find_first_of("\r\n")); }

Result<StudioRequest> complete(const ServeArguments& arguments, FileSystem& disk) {
  StudioRequest request = arguments.request;
  TRY(request.data_folder, data_folder_or_default(arguments.data_folder));
  if (!arguments.token_file.empty()) {
    TRY(const std::string text, disk.read(arguments.token_file, kMaxTokenBytes));
    request.token = first_line(text);
    if (request.token.size() < 16) {
      return Error{ErrorKind::InvalidInput, "--token-file '" + arguments.token_file +
                                                "': the token on its first line must have at least 16 characters"};
    }
  }
  return request;
}

ExitCode serve(const ServeArguments& arguments, Environment& environment) {
  const Terminal& terminal = environment.terminal;
  const auto request = complete(arguments, environment.disk);
  const auto failed = [&](const Error& error) {
    terminal.err << "timbre: " << printable(error.message) << "\n";
    return exit_code_of(error.kind);
  };
  if (!request.ok()) return failed(request.error());
  environment.heed_interrupts();
  const auto addresses = environment.start_studio(*request);
  if (!addresses.ok()) return failed(addresses.error());
  for (const std::string& address : *addresses) {
    if (!arguments.quiet) terminal.out << "Timbre is at " << address << "\n" << std::flush;
  }
  while (!environment.cancel.is_cancelled()) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  return ExitCode::Done;
}

}  // namespace

void add_serve_command(CLI::App& app, Environment& environment, std::optional<ExitCode>& code) {
  const auto arguments = std::make_shared<ServeArguments>();
  auto* command =
      app.add_subcommand("serve", "Start the studio: a page to record, judge and export takes, until stopped");
  command->add_option("--host", arguments->request.host, "Address to listen on (default: 127.0.0.1 and ::1)");
  command->add_option("--port", arguments->request.port, "Port; 0 for one that is free")->capture_default_str();
  command->add_option("--data", arguments->data_folder, "Where takes are kept (default: TIMBRE_DATA, else XDG)");
  command->add_option("--token-file", arguments->token_file, "Every request must bring the first line of this file");
  command->add_option("--tls-certificate", arguments->request.certificate_file, "PEM file; needed beyond loopback");
  command->add_option("--tls-key", arguments->request.key_file, "PEM file");
  command->add_option("--allow-host", arguments->request.allowed_hosts, "A name under which this machine is asked for");
  command->add_option("--web-dir", arguments->request.page_folder, "Serve the page from this folder (for work on it)")
      ->check(CLI::ExistingDirectory);
  command->add_flag("-q,--quiet", arguments->quiet, "Do not print the address");
  command->callback([arguments, &environment, &code] { code = serve(*arguments, environment); });
}

}  // namespace timbre::cli
