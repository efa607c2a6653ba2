#include "cli/commands/coverage.h"

#include <memory>

#include "CLI/CLI.hpp"

#include "base/utf8.h"
#include "studio/coverage_tools.h"

namespace timbre::cli {
namespace {

constexpr std::size_t kDiphonesShown = 24;

struct CoverageArguments {
  bool json = false;
  std::vector<std::string> texts;
  std::vector<std::string> files;
};

std::string joined(const std::vector<std::string>& names, std::size_t most) {
  std::string line;
  for (std::size_t i = 0; i < std::min(names.size(), most); ++i) line += (i == 0 ? "" : " ") + names[i];
  return line + (names.size() > most ? " …" : "");
}

std::string share(std::size_t count, std::size_t of) { return std::to_string(count) + " of " + std::to_string(of); }

void print(const text::CoverageReport& report, const std::string& next, std::ostream& out) {
  out << "phones    " << share(report.phones, text::kPhoneCount);
  if (!report.missing_phones.empty()) out << ", missing: " << joined(report.missing_phones, text::kPhoneCount);
  out << "\ndiphones  " << share(report.diphones, report.diphones_wanted);
  if (!report.missing_diphones.empty()) out << ", missing: " << joined(report.missing_diphones, kDiphonesShown);
  out << "\nnext      " << next << "\n";
}

Result<void> run_coverage(const CoverageArguments& arguments, Environment& environment) {
  TRY(auto texts, studio::read_texts(arguments.files, environment.disk));
  texts.insert(texts.end(), arguments.texts.begin(), arguments.texts.end());
  TRY(studio::CoverageTools tools, studio::CoverageTools::load(environment.disk));
  TRY(const auto have, tools.coverage_of(texts));
  const auto report = text::report_coverage(have, tools.target());
  const auto library = studio::load_library(environment.disk);
  for (const Error& problem : library.problems)
    environment.terminal.err << "timbre: left out: " << printable(problem.message) << "\n";
  TRY(const auto next, tools.next_prompt(have, library.prompts));
  if (!arguments.json) {
    print(report, studio::next_line(next, library.prompts), environment.terminal.out);
    return {};
  }
  Json json = {{"texts", texts.size()}, {"coverage", studio::coverage_json(report)}};
  json["next"] = studio::next_json(next, library.prompts);
  environment.terminal.out << json.dump(2, ' ', false, Json::error_handler_t::replace) << "\n";
  return {};
}

}  // namespace

void add_coverage_command(CLI::App& app, Environment& environment, std::optional<ExitCode>& code) {
  const auto arguments = std::make_shared<CoverageArguments>();
  auto* command =
      app.add_subcommand("coverage", "Which sounds of English were said, which are missing, what to read next");
  command->add_option("--text", arguments->texts, "What was said in a take");
  command->add_option("--text-file", arguments->files, "A text file with what was said in a take");
  command->add_flag("--json", arguments->json, "As JSON");
  command->callback([arguments, &environment, &code] {
    if (arguments->texts.empty() && arguments->files.empty()) throw CLI::RequiredError("--text or --text-file");
    const auto done = run_coverage(*arguments, environment);
    code = done.ok() ? ExitCode::Done : exit_code_of(done.error().kind);
    if (!done.ok()) environment.terminal.err << "timbre: " << printable(done.error().message) << "\n";
  });
}

}  // namespace timbre::cli
