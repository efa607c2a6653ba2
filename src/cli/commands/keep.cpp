#include "cli/commands/keep.h"

#include <memory>

#include "CLI/CLI.hpp"
#include "cli/data_option.h"

#include "base/json.h"
#include "base/utf8.h"
#include "store/backup.h"
#include "store/doctor.h"
#include "studio/safety_desk.h"

namespace timbre::cli {
namespace {

struct KeepArguments {
  std::string data_folder;
  std::string file;
  bool repairs = false;
  bool json = false;
};

ExitCode failed(Environment& environment, const Error& error) {
  environment.terminal.err << "timbre: " << printable(error.message) << "\n";
  return exit_code_of(error.kind);
}

Result<store::Diagnosis> diagnose(const KeepArguments& arguments, Environment& environment) {
  TRY(const auto folder, data_folder_or_default(arguments.data_folder));
  TRY(const FileStatus found, environment.disk.status(folder / "timbre.db"));
  if (found.kind == FileKind::Missing) {
    return Error{ErrorKind::NotFound, "there are no takes in '" + folder.string() + "'; name their folder with --data"};
  }
  TRY(const auto store, store::TakeStore::open(folder, environment.disk, environment.clock));
  TRY(auto diagnosis, store::examine(*store, arguments.repairs ? store::Repair::Yes : store::Repair::No));
  TRY(const FileStatus safety, environment.disk.status(folder / "safety.db"));
  if (safety.kind == FileKind::Missing) return diagnosis;
  TRY(const auto desk, studio::SafetyDesk::open(folder, environment.disk, environment.clock));
  TRY_VOID(store::examine_safety(desk->log(), desk->keys(), diagnosis));
  return diagnosis;
}

Json to_json(const store::Diagnosis& diagnosis) {
  Json findings = Json::array();
  for (const store::Finding& finding : diagnosis.findings) {
    findings.push_back(
        {{"what", valid_utf8(finding.what)}, {"repaired", finding.is_repaired}, {"loss", finding.is_loss}});
  }
  return {{"takes", diagnosis.take_count}, {"recordings", diagnosis.blob_count}, {"findings", std::move(findings)}};
}

/// 0 when all is well or mended without loss; 1 when something is wrong still.
ExitCode doctor(const KeepArguments& arguments, Environment& environment) {
  const auto diagnosis = diagnose(arguments, environment);
  if (!diagnosis.ok()) return failed(environment, diagnosis.error());
  std::ostream& out = environment.terminal.out;
  bool is_well = true;
  for (const store::Finding& finding : diagnosis->findings) {
    is_well = is_well && finding.is_repaired && !finding.is_loss;
  }
  if (arguments.json) {
    out << to_json(*diagnosis).dump(2) << "\n";
    return is_well ? ExitCode::Done : ExitCode::AnswerIsNo;
  }
  for (const store::Finding& finding : diagnosis->findings) {
    out << (finding.is_repaired ? "mended: " : "found: ") << printable(finding.what) << "\n";
  }
  out << diagnosis->take_count << " takes and " << diagnosis->blob_count << " recordings looked at, "
      << diagnosis->findings.size() << " finding(s)\n";
  if (!is_well && !arguments.repairs) out << "timbre doctor --repair mends what can be mended\n";
  return is_well ? ExitCode::Done : ExitCode::AnswerIsNo;
}

ExitCode say(Environment& environment, const std::string& done, const Result<store::BackupSummary>& summary) {
  if (!summary.ok()) return failed(environment, summary.error());
  environment.terminal.out << done << ": " << summary->take_count << " takes, " << summary->blob_count
                           << " recordings\n";
  return ExitCode::Done;
}

ExitCode backup(const KeepArguments& arguments, Environment& environment) {
  const auto folder = data_folder_or_default(arguments.data_folder);
  if (!folder.ok()) return failed(environment, folder.error());
  return say(environment, "written", store::write_backup(*folder, arguments.file, environment.disk));
}

ExitCode restore(const KeepArguments& arguments, Environment& environment) {
  const auto folder = data_folder_or_default(arguments.data_folder);
  if (!folder.ok()) return failed(environment, folder.error());
  return say(environment, "restored", store::restore_backup(arguments.file, *folder, environment.disk));
}

}  // namespace

void add_keep_commands(CLI::App& app, Environment& environment, std::optional<ExitCode>& code) {
  const auto arguments = std::make_shared<KeepArguments>();
  const auto add = [&](const char* name, const char* text, ExitCode (*run)(const KeepArguments&, Environment&)) {
    auto* command = app.add_subcommand(name, text);
    command->add_option("--data", arguments->data_folder, "Where takes are kept (default: TIMBRE_DATA, else XDG)");
    command->callback([arguments, run, &environment, &code] { code = run(*arguments, environment); });
    return command;
  };
  auto* check = add("doctor", "Check every take against its recording on the disk", doctor);
  check->add_flag("--repair", arguments->repairs, "Mend what can be mended");
  check->add_flag("--json", arguments->json, "One JSON object");
  add("backup", "Write everything the studio keeps into one file, also while it runs", backup)
      ->add_option("file", arguments->file, "The archive to write; must not be there")
      ->required();
  add("restore", "Bring a backup back into an empty data folder", restore)
      ->add_option("file", arguments->file, "The archive to read")
      ->required();
}

}  // namespace timbre::cli
