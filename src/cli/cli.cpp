#include "cli/cli.h"

#include <optional>

#include "CLI/CLI.hpp"
#include "cli/commands/align.h"
#include "cli/commands/audit.h"
#include "cli/commands/clone.h"
#include "cli/commands/consent.h"
#include "cli/commands/coverage.h"
#include "cli/commands/eval.h"
#include "cli/commands/export.h"
#include "cli/commands/fit.h"
#include "cli/commands/keep.h"
#include "cli/commands/models.h"
#include "cli/commands/phones.h"
#include "cli/commands/prompts.h"
#include "cli/commands/say.h"
#include "cli/commands/score.h"
#include "cli/commands/selftest.h"
#include "cli/commands/serve.h"
#include "cli/commands/speaker.h"
#include "cli/commands/transcribe.h"
#include "cli/commands/watermark.h"

#include "base/version.h"

namespace timbre::cli {

ExitCode exit_code_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::InvalidInput:
    case ErrorKind::NotFound:
    case ErrorKind::Unsupported:
    case ErrorKind::Denied:
    case ErrorKind::Corrupt:
      return ExitCode::BadInput;
    case ErrorKind::Unavailable:
      return ExitCode::Unavailable;
    case ErrorKind::Cancelled:
      return ExitCode::Interrupted;
    case ErrorKind::Internal:
      return ExitCode::Internal;
  }
  return ExitCode::Internal;
}

ExitCode run(const std::vector<std::string>& arguments, Environment& environment) {
  CLI::App app{"Timbre judges a recording as the reference for a voice clone.", "timbre"};
  app.set_version_flag("--version", std::string("timbre ") + std::string(kVersion));
  app.require_subcommand(1);
  app.footer(
      "Exit codes: 0 done, 1 the answer is no, 2 wrong usage, 3 bad input, 4 something is missing, 5 our fault, 130 "
      "interrupted.");

  std::optional<ExitCode> code;
  add_align_command(app, environment, code);
  add_clone_command(app, environment, code);
  add_consent_command(app, environment, code);
  add_audit_command(app, environment, code);
  add_say_command(app, environment, code);
  add_score_command(app, environment, code);
  add_prompts_command(app, environment, code);
  add_coverage_command(app, environment, code);
  add_selftest_command(app, environment, code);
  add_fit_command(app, environment, code);
  add_export_command(app, environment, code);
  add_eval_command(app, environment, code);
  add_transcribe_command(app, environment, code);
  add_watermark_command(app, environment, code);
  add_models_command(app, environment, code);
  add_phones_command(app, environment, code);
  add_speaker_command(app, environment, code);
  add_serve_command(app, environment, code);
  add_keep_commands(app, environment, code);

  std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());  // as CLI11 wants a vector
  try {
    app.parse(reversed);
  } catch (const CLI::ParseError& error) {
    const int status = app.exit(error, environment.terminal.out, environment.terminal.err);
    return status == 0 ? ExitCode::Done : ExitCode::WrongUsage;
  }
  return code.value_or(ExitCode::Internal);
}

}  // namespace timbre::cli
