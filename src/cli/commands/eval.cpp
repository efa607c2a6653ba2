#include "cli/commands/eval.h"

#include <cstdio>
#include <memory>

#include "CLI/CLI.hpp"

#include "base/json.h"
#include "base/utf8.h"
#include "studio/compare_files.h"

namespace timbre::cli {
namespace {

struct StoiArguments {
  std::string clean;
  std::string changed;
  bool json = false;
};

Result<void> run_stoi(const StoiArguments& arguments, Environment& environment) {
  TRY(const auto found, studio::intelligibility_of_files(arguments.clean, arguments.changed));
  std::ostream& out = environment.terminal.out;
  if (arguments.json) {
    out << Json({{"stoi", found.stoi}, {"extended_stoi", found.extended_stoi}}).dump(2) << "\n";
    return {};
  }
  char text[80];
  std::snprintf(text, sizeof text, "STOI   %.4f\nESTOI  %.4f\n", found.stoi, found.extended_stoi);
  out << text;
  return {};
}

}  // namespace

void add_eval_command(CLI::App& app, Environment& environment, std::optional<ExitCode>& code) {
  auto* eval = app.add_subcommand("eval", "Measure a result against its original");
  eval->require_subcommand(1);
  const auto arguments = std::make_shared<StoiArguments>();
  auto* stoi = eval->add_subcommand("stoi", "Short-time objective intelligibility of CHANGED, given CLEAN (0 to 1)");
  stoi->add_option("CLEAN", arguments->clean, "The original: mono")->required();
  stoi->add_option("CHANGED", arguments->changed, "The same, changed: mono, same rate and length")->required();
  stoi->add_flag("--json", arguments->json, "As JSON, in full precision");
  stoi->callback([arguments, &environment, &code] {
    const auto done = run_stoi(*arguments, environment);
    code = done.ok() ? ExitCode::Done : exit_code_of(done.error().kind);
    if (!done.ok()) environment.terminal.err << "timbre: " << printable(done.error().message) << "\n";
  });
}

}  // namespace timbre::cli
