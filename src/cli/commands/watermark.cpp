#include "cli/commands/watermark.h"

#include <cstdio>
#include <memory>

#include "CLI/CLI.hpp"
#include "cli/data_option.h"

#include "base/utf8.h"
#include "base/version.h"
#include "safety/watermark_payload.h"
#include "studio/safety_desk.h"
#include "studio/watermark_file.h"

namespace timbre::cli {
namespace {

struct WatermarkArguments {
  std::string input;
  std::string output;
  std::string data_folder;
  std::string key_file;
  std::optional<std::uint32_t> payload;
  bool replace = false;
  bool json = false;
  bool quiet = false;
};

std::string fixed(double value, int places) {
  char text[40];
  std::snprintf(text, sizeof text, "%.*f", places, value);
  return text;
}

Result<std::unique_ptr<studio::SafetyDesk>> open_desk(const WatermarkArguments& arguments, Environment& environment) {
  TRY(const auto folder, data_folder_or_default(arguments.data_folder));
  return studio::SafetyDesk::open(folder, environment.disk, environment.clock);
}

Result<safety::WatermarkKey> key_of(const WatermarkArguments& arguments, Environment& environment,
                                    studio::SafetyDesk& desk) {
  if (arguments.key_file.empty()) return desk.keys().watermark_key(desk.log());
  return safety::read_watermark_key(arguments.key_file, environment.disk);
}

Result<ExitCode> embed(const WatermarkArguments& arguments, Environment& environment) {
  TRY(const auto desk, open_desk(arguments, environment));
  TRY(const auto key, key_of(arguments, environment, *desk));
  studio::EmbedFileOptions options{.payload = arguments.payload, .may_replace = arguments.replace, .tags = {}};
  options.tags.software = "timbre " + std::string(kVersion);
  TRY(const auto done,
      studio::embed_watermark_in_file(arguments.input, arguments.output, key, desk->log(), environment.disk, options));
  const Terminal& terminal = environment.terminal;
  if (arguments.json) {
    terminal.out << Json({{"output", valid_utf8(arguments.output)},
                          {"payload", done.payload},
                          {"record", safety::payload_record(done.payload)},
                          {"key_epoch", safety::payload_key_epoch(done.payload)},
                          {"snr_db", done.snr_db}})
                        .dump(2)
                 << "\n";
    return ExitCode::Done;
  }
  if (arguments.quiet) return ExitCode::Done;
  for (const auto& note : done.notes) terminal.err << "timbre: " << printable(note) << "\n";
  terminal.out << printable(arguments.output) << ": marked with payload " << done.payload << ", "
               << fixed(done.snr_db, 1) << " dB under the speech\n";
  return ExitCode::Done;
}

void print(const safety::WatermarkFinding& found, const std::string& record, std::ostream& out) {
  const bool is_marked = found.outcome == safety::WatermarkOutcome::Marked;
  const bool is_open = found.outcome == safety::WatermarkOutcome::Inconclusive;
  out << (is_marked ? "marked" : is_open ? "inconclusive" : "not marked") << "\n";
  out << "statistic  " << fixed(found.z, 1) << " standard deviations, best of " << found.tried
      << " tries; chance in unmarked sound at most " << found.false_positive << "\n";
  if (!is_marked) return;
  out << "where      " << fixed(found.begin_s, 1) << " to " << fixed(found.end_s, 1) << " s";
  if (found.speed != 1) out << ", at " << fixed(100 * found.speed, 1) << " % of its speed";
  out << "\npayload    ";
  if (!found.payload) {
    out << "cannot be read\n";
    return;
  }
  out << *found.payload << ": record " << safety::payload_record(*found.payload) << ", key epoch "
      << static_cast<int>(safety::payload_key_epoch(*found.payload)) << "\n";
  if (!record.empty()) out << "record     " << record << "\n";
}

Result<ExitCode> detect(const WatermarkArguments& arguments, Environment& environment) {
  TRY(const auto desk, open_desk(arguments, environment));
  TRY(const auto key, key_of(arguments, environment, *desk));
  TRY(const auto found, studio::detect_watermark_in_file(arguments.input, key, desk->log()));
  if (arguments.json) {
    Json json = studio::to_json(found);
    json["file"] = valid_utf8(arguments.input);
    const auto origin = studio::origin_of(found, *desk);
    json["origin"] = origin.ok() && !origin->empty() ? Json(*origin) : Json(nullptr);
    environment.terminal.out << json.dump(2) << "\n";
  } else if (!arguments.quiet) {
    const auto origin = studio::origin_of(found, *desk);
    print(found, origin.ok() ? *origin : origin.error().message, environment.terminal.out);
  }
  return found.outcome == safety::WatermarkOutcome::Marked ? ExitCode::Done : ExitCode::AnswerIsNo;
}

Result<ExitCode> export_key(const WatermarkArguments& arguments, Environment& environment) {
  TRY(const auto desk, open_desk(arguments, environment));
  TRY_VOID(desk->keys().export_watermark_key(arguments.output, desk->log()));
  if (!arguments.quiet) {
    environment.terminal.out << printable(arguments.output)
                             << ": the watermark key. Whoever has it can find, forge and remove your marks.\n";
  }
  return ExitCode::Done;
}

using Run = Result<ExitCode> (*)(const WatermarkArguments&, Environment&);

void run_with(Run run, const WatermarkArguments& arguments, Environment& environment, std::optional<ExitCode>& code) {
  const auto done = run(arguments, environment);
  code = done.ok() ? *done : exit_code_of(done.error().kind);
  if (!done.ok()) environment.terminal.err << "timbre: " << printable(done.error().message) << "\n";
}

void add_common(CLI::App& command, WatermarkArguments& arguments) {
  command.add_option("--data", arguments.data_folder, "Where key and log are kept (default: TIMBRE_DATA, else XDG)");
  command.add_option("--key", arguments.key_file, "A key exported elsewhere, instead of this installation's own");
  command.add_flag("--json", arguments.json, "As JSON");
  command.add_flag("-q,--quiet", arguments.quiet, "Only the exit code and errors");
}

}  // namespace

void add_watermark_command(CLI::App& app, Environment& environment, std::optional<ExitCode>& code) {
  auto* watermark = app.add_subcommand("watermark", "An inaudible mark in speech: put it in, find it again");
  watermark->require_subcommand(1);
  const auto arguments = std::make_shared<WatermarkArguments>();

  auto* embedding = watermark->add_subcommand("embed", "Write a marked copy");
  embedding->add_option("IN", arguments->input, "An audio file")->required();
  embedding->add_option("-o,--output", arguments->output, "The copy: .wav or .flac, 24 bits")->required();
  embedding->add_option("--payload", arguments->payload,
                        "32 bits of your own (default: the number of the log's record)");
  embedding->add_flag("--replace", arguments->replace, "Overwrite a file that is there");
  add_common(*embedding, *arguments);
  embedding->callback([=, &environment, &code] { run_with(embed, *arguments, environment, code); });

  auto* detecting = watermark->add_subcommand("detect", "Say whether a file carries the mark; exit 0 marked, 1 not");
  detecting->add_option("FILE", arguments->input, "An audio file")->required();
  add_common(*detecting, *arguments);
  auto* exporting = watermark->add_subcommand("export-key", "Copy the key that finds this installation's marks");
  exporting->add_option("FILE", arguments->output, "A new file, for its owner alone")->required();
  exporting->add_option("--data", arguments->data_folder, "Where the key is kept (default: TIMBRE_DATA, else XDG)");
  exporting->add_flag("-q,--quiet", arguments->quiet, "Only errors");
  exporting->callback([=, &environment, &code] { run_with(export_key, *arguments, environment, code); });

  detecting->callback([=, &environment, &code] { run_with(detect, *arguments, environment, code); });
}

}  // namespace timbre::cli
