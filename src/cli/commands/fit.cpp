#include "cli/commands/fit.h"

#include <memory>
#include <string>

#include "CLI/CLI.hpp"
#include "cli/known_profiles.h"

#include "base/json.h"
#include "base/utf8.h"
#include "score/fit.h"
#include "score/number_text.h"
#include "studio/measure_file.h"
#include "studio/transcribe_file.h"

namespace timbre::cli {
namespace {

struct FitArguments {
  std::string path;
  bool json = false;
  bool transcript = false;
  std::string output;
};

Json fit_json(const score::Fit& fit) {
  Json json{{"profile", fit.profile},   {"title", fit.title}, {"answer", std::string(to_string(fit.answer))},
            {"is_ideal", fit.is_ideal}, {"lost", nullptr},    {"why", fit.why},
            {"to_do", fit.to_do}};
  if (fit.lost) {
    json["lost"] = {{"start_s", score::rounded(fit.lost->start_s, 3)}, {"end_s", score::rounded(fit.lost->end_s, 3)}};
  }
  return json;
}

std::string json_text(const std::string& path, const std::vector<score::Fit>& fits) {
  Json json{{"version", 1}, {"file", valid_utf8(path)}, {"fits", Json::array()}};
  for (const auto& fit : fits) json["fits"].push_back(fit_json(fit));
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string table_text(const std::vector<score::Fit>& fits, const Terminal& terminal) {
  std::size_t widest = 0;
  for (const auto& fit : fits) widest = std::max(widest, fit.profile.size());
  std::string out;
  for (const auto& fit : fits) {
    const bool is_taken = fit.answer == score::FitAnswer::Accepts;
    const Ink ink = !is_taken ? (fit.answer == score::FitAnswer::Part ? Ink::Fair : Ink::Bad) : Ink::Good;
    std::string answer(to_string(fit.answer));
    answer.resize(8, ' ');
    out += fit.profile + std::string(widest + 2 - fit.profile.size(), ' ') + terminal.paint(ink, answer) + "  ";
    for (std::size_t i = 0; i < fit.why.size(); ++i) out += (i == 0 ? "" : "; ") + fit.why[i];
    if (!fit.to_do.empty()) out += terminal.paint(Ink::Dim, " → " + fit.to_do.front());
    out += "\n";
  }
  return out;
}

ExitCode failed(const Error& error, Environment& environment) {
  environment.terminal.err << "timbre: " << printable(error.message) << "\n";
  return exit_code_of(error.kind);
}

ExitCode run_fit(const FitArguments& arguments, Environment& environment) {
  const auto profiles = known_profiles(environment.disk);
  if (!profiles.ok()) return failed(profiles.error(), environment);
  const auto take = studio::measure_file(arguments.path);
  if (!take.ok()) return failed(take.error(), environment);
  std::optional<text::Transcript> transcript;
  if (arguments.transcript) {
    const auto heard = studio::transcribe_file(arguments.path, environment.disk);
    if (!heard.ok()) return failed(heard.error(), environment);
    transcript = heard->transcript;
  }
  const auto fits = score::fit_report(*take, transcript ? &*transcript : nullptr, *profiles);
  const std::string text = arguments.json ? json_text(arguments.path, fits) : table_text(fits, environment.terminal);
  if (arguments.output.empty()) {
    environment.terminal.out << text << std::flush;
    return ExitCode::Done;
  }
  const auto written = environment.disk.write_atomically(arguments.output, text);
  return written.ok() ? ExitCode::Done : failed(written.error(), environment);
}

}  // namespace

void add_fit_command(CLI::App& app, Environment& environment, std::optional<ExitCode>& code) {
  const auto arguments = std::make_shared<FitArguments>();
  auto* command = app.add_subcommand("fit", "Which cloning models take a recording as it is, and why not");
  command->add_option("file", arguments->path, "An audio or video file, or - for standard input")->required();
  command->add_flag("--json", arguments->json, "One JSON object");
  command->add_flag("--transcript", arguments->transcript, "Listen for the words too, for models that need them");
  command->add_option("-o,--output", arguments->output, "Write there instead of standard output");
  command->callback([arguments, &environment, &code] { code = run_fit(*arguments, environment); });
}

}  // namespace timbre::cli
