#include "cli/commands/score.h"

#include <memory>
#include <sstream>

#include "CLI/CLI.hpp"
#include "cli/data_option.h"
#include "cli/expand_paths.h"
#include "cli/ordered_output.h"
#include "cli/progress.h"
#include "cli/richer_advice_text.h"
#include "cli/scorecard_text.h"

#include "base/json.h"
#include "base/parallel.h"
#include "base/utf8.h"
#include "score/profiles.h"
#include "score/scorecard_csv.h"
#include "score/scorecard_json.h"
#include "studio/networks.h"
#include "studio/report_file.h"
#include "studio/score_file.h"
#include "studio/transcribe_file.h"

namespace timbre::cli {
namespace {

enum class OutputForm { Text, Json, JsonLines, Csv };

struct ScoreArguments {
  std::vector<std::string> paths;
  bool json = false;
  bool json_lines = false;
  bool csv = false;
  bool quiet = false;
  bool no_transcript = false;
  bool no_networks = false;
  bool advice = false;
  bool show_request = false;
  std::size_t jobs = 0;
  std::string fail_on;
  std::string profile = "studio";
  std::string report;
  std::string output;
  std::string engine;
  std::string language;
  std::string data_folder;

  [[nodiscard]] OutputForm form() const {
    if (json) return OutputForm::Json;
    if (json_lines) return OutputForm::JsonLines;
    return csv ? OutputForm::Csv : OutputForm::Text;
  }
};

/// One file's outcome as it is printed: text in the wanted form, and what counts for the exit code.
struct Outcome {
  std::string text;
  std::optional<score::Verdict> verdict;
  std::optional<Error> error;
};

Json error_record(const std::filesystem::path& path, const Error& error) {
  return {{"version", score::kScorecardVersion},
          {"file", path.string()},
          {"error", {{"kind", to_string(error.kind)}, {"message", error.message}}}};
}

std::string dump(const Json& json, int indent) { return json.dump(indent, ' ', false, Json::error_handler_t::replace); }

class ScoreCommand {
 public:
  ScoreCommand(const ScoreArguments& arguments, Environment& environment)
      : arguments_(arguments), environment_(environment) {}

  ExitCode run() {
    const auto paths = expand_paths(arguments_.paths, environment_.disk);
    if (!paths.ok()) return failed(paths.error());
    const auto profile = score::find_profile(arguments_.profile);
    if (!profile.ok()) {
      environment_.terminal.err << "timbre: --profile: " << profile.error().message << "\n";
      return ExitCode::WrongUsage;
    }
    options_.score.profile = *profile;
    options_.curves = arguments_.report.empty() ? measure::KeepCurves::No : measure::KeepCurves::Yes;
    const Result<void> advisor = find_advisor();
    if (!advisor.ok()) return failed(advisor.error());
    listen();
    if (!arguments_.no_networks) {
      networks_ = studio::installed_networks();
      studio::listen_for_speakers(options_, environment_.disk);
    } else {
      options_.no_encoder_why = "--no-networks left it out";
      networks_.dnsmos.why = networks_.gtcrn.why = networks_.swift_f0.why = "--no-networks left it out";
    }
    options_.networks = &networks_;
    is_single_ = paths->size() == 1;
    if (is_single_) options_.threads = measure::MeterThreads::Two;
    if (!arguments_.report.empty()) {
      const auto names = studio::report_paths(arguments_.report, *paths, environment_.disk);
      if (!names.ok()) return failed(names.error());
      report_paths_ = *names;
    }
    return score_all(*paths);
  }

 private:
  /// Who gives richer advice, where it is asked for.
  Result<void> find_advisor() {
    if (!arguments_.advice && !arguments_.show_request) return {};
    if (!environment_.advisor) return Error{ErrorKind::Unavailable, "this program has no way to ask for advice"};
    TRY(const std::filesystem::path folder, data_folder_or_default(arguments_.data_folder));
    advisor_ = environment_.advisor(folder);
    environment_.heed_interrupts();
    return {};
  }

  /// How the words are heard, unless they are left out.
  void listen() {
    options_.no_words_why = "--no-transcript left it out";
    if (arguments_.no_transcript) return;
    environment_.heed_interrupts();
    options_.hear_words = [this](const std::filesystem::path& path) {
      studio::TranscribeFileOptions hearing;
      hearing.engine = arguments_.engine;
      hearing.language = arguments_.language;
      hearing.cancel = environment_.cancel;
      return studio::transcribe_file(path, environment_.disk, hearing);
    };
  }

  ExitCode failed(const Error& error) {
    environment_.terminal.err << "timbre: " << printable(error.message) << "\n";
    return exit_code_of(error.kind);
  }

  /// Prints while it works, except to a terminal, where the progress line is, and to a file, which is written whole.
  ExitCode score_all(const std::vector<std::filesystem::path>& paths) {
    const Terminal& terminal = environment_.terminal;
    const bool is_silent = arguments_.quiet && arguments_.form() == OutputForm::Text;
    const bool is_held = is_silent || terminal.is_interactive || !arguments_.output.empty();
    std::ostringstream held;
    OrderedOutput output(is_held ? held : terminal.out);
    std::vector<Outcome> outcomes(paths.size());
    {
      const bool shows_progress = terminal.shows_progress && !arguments_.quiet && paths.size() > 1;
      Progress progress(terminal.err, environment_.clock, paths.size(), shows_progress, terminal.width);
      parallel_for(paths.size(), arguments_.jobs, [&](std::size_t i) {
        outcomes[i] = score_one(paths[i], i);
        output.put(i, framed(std::move(outcomes[i].text), i, paths.size()));
        progress.one_done();
      });
    }
    if (!arguments_.output.empty()) {
      const Result<void> written = environment_.disk.write_atomically(arguments_.output, held.str());
      if (!written.ok()) return failed(written.error());
    } else if (is_held && !is_silent) {
      terminal.out << held.str() << std::flush;
    }
    return conclude(paths, outcomes);
  }

  /// One file's text with what the whole output needs around it: a CSV header, the brackets and commas of an array.
  [[nodiscard]] std::string framed(std::string text, std::size_t index, std::size_t count) const {
    if (arguments_.form() == OutputForm::Csv && index == 0) return score::csv_header() + "\r\n" + text;
    if (arguments_.form() != OutputForm::Json) return text;
    if (count == 1) return text + "\n";
    return (index == 0 ? "[\n" : "") + text + (index + 1 == count ? "\n]\n" : ",\n");
  }

  Outcome score_one(const std::filesystem::path& path, std::size_t index) {
    Outcome outcome;
    if (environment_.cancel.is_cancelled()) {
      outcome.error = Error{ErrorKind::Cancelled, "'" + path.string() + "': stopped before it was judged"};
      return outcome;
    }
    const auto scored = studio::score_file(path, options_);
    if (!scored.ok()) {
      outcome.error = scored.error();
      if (arguments_.form() == OutputForm::Json) outcome.text = dump(error_record(path, scored.error()), 2);
      if (arguments_.form() == OutputForm::JsonLines)
        outcome.text = dump(error_record(path, scored.error()), -1) + "\n";
      return outcome;
    }
    outcome.verdict = scored->scorecard.verdict;
    outcome.text = arguments_.show_request ? request_for(scored->scorecard) : in_form(scored->scorecard);
    if (!report_paths_.empty()) {
      const auto report =
          studio::write_report(*scored, *options_.score.profile, report_paths_[index], environment_.disk);
      if (!report.ok()) outcome.error = report.error();
    }
    return outcome;
  }

  /// What would be sent to be advised on it; nothing is.
  [[nodiscard]] std::string request_for(const score::Scorecard& card) const {
    const auto request = score::advice_request(score::advice_facts(card), advisor_->state().language);
    return dump(score::to_json(request), 2) + "\n";
  }

  [[nodiscard]] std::string in_form(const score::Scorecard& card) const {
    const Terminal& terminal = environment_.terminal;
    std::optional<RicherAnswer> richer;
    if (advisor_) richer = ask_for_richer_advice(*advisor_, card, environment_.cancel);
    switch (arguments_.form()) {
      case OutputForm::Json:
        return dump(json_of(card, richer), 2);
      case OutputForm::JsonLines:
        return dump(json_of(card, richer), -1) + "\n";
      case OutputForm::Csv:
        return score::csv_row(card) + "\r\n";
      case OutputForm::Text:
        return (is_single_ ? render_card(card, terminal) : render_line(card, terminal)) +
               (richer ? render_richer_advice(*richer, terminal) : "");
    }
    return {};
  }

  static Json json_of(const score::Scorecard& card, const std::optional<RicherAnswer>& richer) {
    Json json = score::to_json(card);
    if (richer) json["richer_advice"] = to_json(*richer);
    return json;
  }

  /// Names the files that could not be judged, and says it all in an exit code: bad input before --fail-on.
  ExitCode conclude(const std::vector<std::filesystem::path>& paths, const std::vector<Outcome>& outcomes) {
    std::ostream& err = environment_.terminal.err;
    std::optional<ErrorKind> worst;
    std::size_t bad = 0;
    bool is_no = false;
    for (const auto& outcome : outcomes) {
      if (outcome.error) ++bad;
      if (outcome.error && !worst) worst = outcome.error->kind;
      if (!outcome.verdict) continue;
      is_no = is_no || (!arguments_.fail_on.empty() && *outcome.verdict == score::Verdict::Reject) ||
              (arguments_.fail_on == "review" && *outcome.verdict == score::Verdict::Review);
    }
    if (bad > 0 && paths.size() > 1) err << "timbre: " << bad << " of " << paths.size() << " files had a problem:\n";
    for (const auto& outcome : outcomes) {
      if (outcome.error) err << "timbre: " << printable(outcome.error->message) << "\n";
    }
    if (worst) return exit_code_of(*worst);
    return is_no ? ExitCode::AnswerIsNo : ExitCode::Done;
  }

  const ScoreArguments& arguments_;
  Environment& environment_;
  measure::Networks networks_;
  studio::ScoreFileOptions options_;
  std::vector<std::filesystem::path> report_paths_;
  std::shared_ptr<score::AdviceService> advisor_;
  bool is_single_ = true;
};

}  // namespace

void add_score_command(CLI::App& app, Environment& environment, std::optional<ExitCode>& code) {
  const auto arguments = std::make_shared<ScoreArguments>();
  auto* command = app.add_subcommand("score", "Judge takes: keep, review or reject, why, and what to change next");
  command
      ->add_option("paths", arguments->paths, "Audio or video files, folders (searched below), or - for standard input")
      ->required();
  auto* json = command->add_flag("--json", arguments->json, "One JSON object; for several files an array");
  auto* lines = command->add_flag("--jsonl", arguments->json_lines, "One JSON object a line")->excludes(json);
  auto* csv =
      command->add_flag("--csv", arguments->csv, "A table with one row a file")->excludes(json)->excludes(lines);
  auto* advice = command->add_flag("--advice", arguments->advice,
                                   "Also ask the language model of engines.json: it gets numbers, grades and labels");
  command
      ->add_flag("--show-advice-request", arguments->show_request, "Print what --advice would send, and send nothing")
      ->excludes(advice)
      ->excludes(json)
      ->excludes(lines)
      ->excludes(csv);
  advice->excludes(csv);
  command->add_option("--data", arguments->data_folder, "Where engines.json is (default: TIMBRE_DATA, else XDG)");
  command->add_option("-o,--output", arguments->output, "Write there instead of standard output");
  command->add_option("--report", arguments->report, "Also write a report page; a folder of pages for several files");
  command->add_option("--profile", arguments->profile, "What the clip is for: studio, or a cloning model's name")
      ->capture_default_str();
  command->add_option("--fail-on", arguments->fail_on, "Exit with 1 when a take is rejected, or not kept")
      ->check(CLI::IsMember({"reject", "review"}));
  command->add_option("-j,--jobs", arguments->jobs, "Files at a time (default: one per core)")
      ->check(CLI::Range(std::size_t{1}, std::size_t{256}));
  auto* left_out = command->add_flag("--no-transcript", arguments->no_transcript,
                                     "Judge without the words: much faster, pace by syllables");
  command->add_flag("--no-networks", arguments->no_networks,
                    "Judge by what is measured alone, without the installed neural networks: much faster");
  command->add_option("--engine", arguments->engine, "Who hears the words: pocketsphinx, whisper, or a model's name")
      ->excludes(left_out);
  command->add_option("--language", arguments->language, "The language spoken, as in en or de; otherwise detected")
      ->excludes(left_out);
  command->add_flag("-q,--quiet", arguments->quiet, "Only errors, and the form asked for");
  command->callback([arguments, &environment, &code] { code = ScoreCommand(*arguments, environment).run(); });
}

}  // namespace timbre::cli
