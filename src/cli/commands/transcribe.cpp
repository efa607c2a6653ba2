#include "cli/commands/transcribe.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "cli/expand_paths.h"
#include "cli/share_progress.h"

#include "base/json.h"
#include "base/utf8.h"
#include "studio/transcribe_file.h"
#include "studio/transcribed_json.h"
#include "text/ref_text.h"
#include "text/subtitles.h"
#include "text/textgrid.h"
#include "text/transcript_json.h"

namespace timbre::cli {
namespace {

enum class Form { Text, Json, VerboseJson, Srt, Vtt, TextGrid };

struct TranscribeArguments {
  std::vector<std::string> paths;
  bool json = false;
  bool verbose_json = false;
  bool srt = false;
  bool vtt = false;
  bool textgrid = false;
  bool no_cache = false;
  bool quiet = false;
  std::string engine;
  std::string language;
  std::string output;

  /// The flag, else the extension of the output, else text.
  [[nodiscard]] Form form() const {
    if (json) return Form::Json;
    if (verbose_json) return Form::VerboseJson;
    if (srt) return Form::Srt;
    if (vtt) return Form::Vtt;
    if (textgrid) return Form::TextGrid;
    std::string extension = std::filesystem::path(output).extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (extension == ".json") return Form::Json;
    if (extension == ".srt") return Form::Srt;
    if (extension == ".vtt") return Form::Vtt;
    return extension == ".textgrid" ? Form::TextGrid : Form::Text;
  }
};

std::string dump(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace); }

/// Words on lines of at most `width` columns.
std::string wrapped(const std::string& text, std::size_t width) {
  std::string out;
  std::size_t column = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string word = text.substr(at, end - at);
    const std::size_t columns = column_count(word);
    if (column > 0 && column + 1 + columns > width) {
      out += '\n';
      column = 0;
    }
    if (column > 0) out += ' ';
    out += word;
    column += columns + (column > 0 ? 1 : 0);
    at = end + 1;
  }
  return out;
}

class TranscribeCommand {
 public:
  TranscribeCommand(const TranscribeArguments& arguments, Environment& environment)
      : arguments_(arguments), environment_(environment), form_(arguments.form()) {}

  ExitCode run() {
    const auto paths = expand_paths(arguments_.paths, environment_.disk);
    if (!paths.ok()) return failed(paths.error());
    const bool is_single_form = form_ == Form::Srt || form_ == Form::Vtt || form_ == Form::TextGrid;
    if (is_single_form && paths->size() > 1) {
      environment_.terminal.err << "timbre: subtitles and TextGrids hold one take each: name one file at a time\n";
      return ExitCode::WrongUsage;
    }
    environment_.heed_interrupts();
    is_single_ = paths->size() == 1;
    ExitCode worst = ExitCode::Done;
    std::string text;
    for (std::size_t i = 0; i < paths->size(); ++i) {
      std::string one;
      const ExitCode code = transcribe((*paths)[i], one);
      if (code == ExitCode::Interrupted) return code;
      if (worst == ExitCode::Done || (worst == ExitCode::AnswerIsNo && code != ExitCode::Done)) worst = code;
      text += framed(one, i, paths->size());
    }
    const Result<void> written = write(text);
    return written.ok() ? worst : failed(written.error());
  }

 private:
  ExitCode failed(const Error& error) {
    environment_.terminal.err << "timbre: " << printable(error.message) << "\n";
    return exit_code_of(error.kind);
  }

  Result<studio::TranscribedFile> heard(const std::filesystem::path& path) {
    const Terminal& terminal = environment_.terminal;
    ShareProgress progress(terminal.err, environment_.clock, printable(path.filename().string()),
                           terminal.shows_progress && !arguments_.quiet, terminal.width);
    studio::TranscribeFileOptions options;
    options.engine = arguments_.engine;
    options.language = arguments_.language;
    options.uses_cache = !arguments_.no_cache;
    options.cancel = environment_.cancel;
    options.progress = [&](double share) { progress.reached(share); };
    progress.reached(0.0);
    return studio::transcribe_file(path, environment_.disk, options);
  }

  ExitCode transcribe(const std::filesystem::path& path, std::string& text) {
    const auto done = heard(path);
    if (!done.ok()) {
      if (form_ == Form::Json) {
        text = dump(Json{{"version", studio::kTranscriptVersion},
                         {"file", valid_utf8(path.string())},
                         {"error", {{"kind", to_string(done.error().kind)}, {"message", done.error().message}}}});
      }
      return failed(done.error());
    }
    text = in_form(*done, path);
    std::ostream& err = environment_.terminal.err;
    const std::string named = is_single_ ? "" : "'" + printable(path.string()) + "': ";
    if (!done->has_speech) err << "timbre: " << named << "no speech found\n";
    if (!arguments_.quiet) {
      for (const auto& note : done->notes) err << "timbre: " << named << printable(note) << "\n";
    }
    return done->has_speech ? ExitCode::Done : ExitCode::AnswerIsNo;
  }

  [[nodiscard]] std::string in_form(const studio::TranscribedFile& done, const std::filesystem::path& path) const {
    const text::Transcript& transcript = done.transcript;
    switch (form_) {
      case Form::Json:
        return dump(studio::to_json(done, path.string()));
      case Form::VerboseJson:
        return dump(text::to_verbose_json(transcript));
      case Form::Srt:
        return text::write_srt(text::split_into_cues(transcript.words));
      case Form::Vtt:
        return text::write_vtt(text::split_into_cues(transcript.words));
      case Form::TextGrid:
        return text::write_textgrid({text::tier_of(transcript.words)}, transcript.duration_s);
      case Form::Text:
        break;
    }
    const std::string words = printable(text::machine_ref_text(transcript));
    if (words.empty()) return {};
    const Terminal& terminal = environment_.terminal;
    const bool wraps = terminal.is_interactive && arguments_.output.empty();
    const std::string body = wraps ? wrapped(words, static_cast<std::size_t>(std::max(20, terminal.width - 1))) : words;
    return (is_single_ ? "" : printable(path.string()) + ": ") + body + "\n";
  }

  /// The brackets and commas of an array around several objects.
  [[nodiscard]] std::string framed(const std::string& text, std::size_t index, std::size_t count) const {
    if (form_ != Form::Json && form_ != Form::VerboseJson) return text;
    if (count == 1) return text.empty() ? text : text + "\n";
    const std::string object = text.empty() ? "null" : text;
    return (index == 0 ? "[\n" : "") + object + (index + 1 == count ? "\n]\n" : ",\n");
  }

  Result<void> write(const std::string& text) {
    if (!arguments_.output.empty() && arguments_.output != "-")
      return environment_.disk.write_atomically(arguments_.output, text);
    environment_.terminal.out << text << std::flush;
    return {};
  }

  const TranscribeArguments& arguments_;
  Environment& environment_;
  Form form_;
  bool is_single_ = true;
};

}  // namespace

void add_transcribe_command(CLI::App& app, Environment& environment, std::optional<ExitCode>& code) {
  const auto arguments = std::make_shared<TranscribeArguments>();
  auto* command = app.add_subcommand("transcribe", "Words with times: text, JSON, subtitles or a TextGrid");
  command
      ->add_option("paths", arguments->paths, "Audio or video files, folders (searched below), or - for standard input")
      ->required();
  auto* forms = command->add_option_group("form", "One of these; else what the extension of -o says; else text");
  forms->add_flag("--json", arguments->json, "Words with times and confidence; for several files an array");
  forms->add_flag("--verbose-json", arguments->verbose_json, "The shape of OpenAI's verbose_json");
  forms->add_flag("--srt", arguments->srt, "SubRip subtitles");
  forms->add_flag("--vtt", arguments->vtt, "WebVTT subtitles");
  forms->add_flag("--textgrid", arguments->textgrid, "A TextGrid for Praat");
  forms->require_option(0, 1);
  command->add_option("-o,--output", arguments->output, "Write there instead of standard output");
  command->add_option("--engine", arguments->engine,
                      "pocketsphinx, whisper, or a Whisper model's name (default: whisper where a model is installed)");
  command->add_option("--language", arguments->language, "ISO 639-1 code, such as en (default: detected)");
  command->add_flag("--no-cache", arguments->no_cache, "Hear it again, and do not remember it");
  command->add_flag("-q,--quiet", arguments->quiet, "No progress and no remarks");
  command->footer(
      "Exit codes: 0 words found, 1 no speech found, 2 wrong usage, 3 bad input, 4 something is missing, 130 stopped.");
  command->callback([arguments, &environment, &code] { code = TranscribeCommand(*arguments, environment).run(); });
}

}  // namespace timbre::cli
