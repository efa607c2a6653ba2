#include "cli/commands/align.h"

#include <memory>

#include "CLI/CLI.hpp"
#include "cli/alignment_text.h"

#include "asr/alignment_json.h"
#include "asr/edit_summary.h"
#include "base/utf8.h"
#include "studio/align_file.h"

namespace timbre::cli {
namespace {

struct AlignArguments {
  std::string path;
  std::string text;
  std::string text_file;
  std::string language = "en";
  std::string output;
  std::string fail_on;
  bool json = false;
  bool textgrid = false;
  bool srt = false;
  bool quiet = false;
};

enum class AlignForm { Text, Json, TextGrid, Srt };

/// By the option, else by what the output's name ends with.
AlignForm form_of(const AlignArguments& arguments) {
  if (arguments.json) return AlignForm::Json;
  if (arguments.textgrid) return AlignForm::TextGrid;
  if (arguments.srt) return AlignForm::Srt;
  std::string extension = std::filesystem::path(arguments.output).extension().string();
  for (char& c : extension) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (extension == ".json") return AlignForm::Json;
  if (extension == ".textgrid") return AlignForm::TextGrid;
  return extension == ".srt" ? AlignForm::Srt : AlignForm::Text;
}

class AlignCommand {
 public:
  AlignCommand(const AlignArguments& arguments, Environment& environment)
      : arguments_(arguments), environment_(environment) {}

  ExitCode run() {
    environment_.heed_interrupts();
    const Result<std::string> text = read_text();
    if (!text.ok()) return failed(text.error());
    studio::AlignFileOptions options;
    options.align.language = arguments_.language;
    options.align.cancel = environment_.cancel;
    const auto aligned = studio::align_file(arguments_.path, *text, options);
    if (!aligned.ok()) return failed(aligned.error());
    if (!arguments_.quiet) {
      for (const auto& note : aligned->notes) environment_.terminal.err << "timbre: " << printable(note) << "\n";
    }
    const Result<void> written = write(in_form(aligned->alignment));
    if (!written.ok()) return failed(written.error());
    const bool is_no = !arguments_.fail_on.empty() && asr::count_readings(aligned->alignment).edits() > 0;
    return is_no ? ExitCode::AnswerIsNo : ExitCode::Done;
  }

 private:
  ExitCode failed(const Error& error) {
    environment_.terminal.err << "timbre: " << printable(error.message) << "\n";
    return exit_code_of(error.kind);
  }

  Result<std::string> read_text() {
    if (arguments_.text_file.empty()) return arguments_.text;
    return studio::read_text_file(arguments_.text_file, environment_.disk);
  }

  [[nodiscard]] std::string in_form(const asr::Alignment& alignment) const {
    switch (form_of(arguments_)) {
      case AlignForm::Json:
        return asr::to_json(alignment, arguments_.path, arguments_.language).dump(2) + "\n";
      case AlignForm::TextGrid:
        return alignment_textgrid(alignment);
      case AlignForm::Srt:
        return alignment_srt(alignment);
      case AlignForm::Text:
        break;
    }
    return arguments_.quiet ? "" : render_alignment(alignment, environment_.terminal);
  }

  Result<void> write(const std::string& bytes) {
    if (!arguments_.output.empty()) return environment_.disk.write_atomically(arguments_.output, bytes);
    environment_.terminal.out << bytes << std::flush;
    return {};
  }

  const AlignArguments& arguments_;
  Environment& environment_;
};

}  // namespace

void add_align_command(CLI::App& app, Environment& environment, std::optional<ExitCode>& code) {
  const auto arguments = std::make_shared<AlignArguments>();
  auto* command = app.add_subcommand(
      "align", "Find the words of a known text in a take, and say what was skipped, repeated, added or changed");
  command->add_option("file", arguments->path, "An audio or video file, or - for standard input")->required();
  auto* group = command->add_option_group("the text");
  auto* text = group->add_option("--text", arguments->text, "The text that was read");
  group->add_option("--text-file", arguments->text_file, "A UTF-8 text file that holds it")->excludes(text);
  group->require_option(1);
  command->add_option("--language", arguments->language, "Its language, as two letters")->capture_default_str();
  auto* json = command->add_flag("--json", arguments->json, "Everything, as JSON (docs/formats/alignment.md)");
  auto* grid = command->add_flag("--textgrid", arguments->textgrid, "Words and phones for Praat")->excludes(json);
  command->add_flag("--srt", arguments->srt, "Subtitles of what was said")->excludes(json)->excludes(grid);
  command->add_option("-o,--output", arguments->output,
                      "Write there; .json, .TextGrid or .srt choose the form where no option does");
  command->add_option("--fail-on", arguments->fail_on, "Exit with 1 when the reading departs from the text")
      ->check(CLI::IsMember({"edits"}));
  command->add_flag("-q,--quiet", arguments->quiet, "Only errors, and the form asked for");
  command->callback([arguments, &environment, &code] { code = AlignCommand(*arguments, environment).run(); });
}

}  // namespace timbre::cli
