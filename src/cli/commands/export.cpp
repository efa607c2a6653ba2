#include "cli/commands/export.h"

#include <memory>
#include <string>

#include "CLI/CLI.hpp"
#include "cli/data_option.h"
#include "cli/known_profiles.h"
#include "cli/share_progress.h"

#include "base/json.h"
#include "base/utf8.h"
#include "score/number_text.h"
#include "studio/export_clip.h"
#include "studio/known_words.h"
#include "studio/safety_desk.h"
#include "studio/transcribe_file.h"

namespace timbre::cli {
namespace {

struct ExportArguments {
  std::string data_folder;
  std::string path;
  std::string out;
  std::string profile = "studio";
  bool all_profiles = false;
  bool force = false;
  bool no_transcript = false;
  bool json = false;
  bool quiet = false;
  std::string ref_text;
  std::string ref_text_file;
  std::string master;
};

constexpr std::uintmax_t kMaxRefTextBytes = 1U << 20U;

std::string trimmed(std::string text) {
  constexpr const char* kSpace = " \t\r\n";
  text.erase(text.find_last_not_of(kSpace) + 1);
  text.erase(0, std::min(text.find_first_not_of(kSpace), text.size()));
  return text;
}

Json clip_json(const studio::ExportedClip& clip) {
  Json json{{"profile", clip.profile->name},
            {"folder", valid_utf8(clip.folder.string())},
            {"start_s", score::rounded(clip.window.speech.start_s, 3)},
            {"end_s", score::rounded(clip.window.speech.end_s, 3)},
            {"duration_s", score::rounded(clip.duration_s, 4)},
            {"gain_db", score::rounded(clip.level.gain_db, 2)},
            {"level_db", score::rounded(clip.level.level_db, 2)},
            {"true_peak_dbtp", score::rounded(clip.level.true_peak_dbtp, 2)},
            {"is_held_back_by_peak", clip.level.is_held_back},
            {"verdict", std::string(score::to_string(clip.scorecard.verdict))},
            {"ref_text", clip.ref_text.empty() ? Json(nullptr) : Json(valid_utf8(clip.ref_text))},
            {"ref_text_from", std::string(studio::to_string(clip.words))},
            {"warnings", Json::array()}};
  for (const auto& warning : clip.warnings) json["warnings"].push_back(valid_utf8(warning));
  return json;
}

Json result_json(const studio::ExportResult& result) {
  Json json{{"version", 1},
            {"master", valid_utf8(result.master.string())},
            {"clips", Json::array()},
            {"skipped", Json::array()},
            {"notes", Json::array()}};
  for (const auto& clip : result.clips) json["clips"].push_back(clip_json(clip));
  for (const auto& skipped : result.skipped) {
    json["skipped"].push_back({{"profile", skipped.profile->name}, {"why", valid_utf8(skipped.why)}});
  }
  for (const auto& note : result.notes) json["notes"].push_back(valid_utf8(note));
  return json;
}

class ExportCommand {
 public:
  ExportCommand(const ExportArguments& arguments, Environment& environment)
      : arguments_(arguments), environment_(environment) {}

  ExitCode run() {
    environment_.heed_interrupts();
    const auto profiles = known_profiles(environment_.disk);
    if (!profiles.ok()) return failed(profiles.error());
    if (arguments_.all_profiles) {
      for (const auto& profile : *profiles) options_.profiles.push_back(&profile);
    } else {
      const auto profile = score::find_profile(arguments_.profile, *profiles);
      if (!profile.ok()) return wrong_usage("--profile: " + profile.error().message);
      options_.profiles.push_back(*profile);
    }
    options_.has_folder_per_profile = arguments_.all_profiles;
    options_.out = arguments_.out;
    options_.may_replace = arguments_.force;
    options_.cancel = environment_.cancel;
    if (!arguments_.master.empty()) {
      options_.master = arguments_.master == "flac" ? studio::MasterKind::Flac : studio::MasterKind::Wav;
    }
    if (const auto read = read_ref_text(); !read.ok()) return failed(read.error());
    const auto ready = studio::check_export(arguments_.path, environment_.disk, options_);
    if (!ready.ok()) return failed(ready.error());
    if (const auto heard = hear_words(); !heard.ok()) return failed(heard.error());
    const auto desk = open_desk();
    if (!desk.ok()) return failed(desk.error());
    options_.log = &(*desk)->log();
    auto result = studio::export_clip(arguments_.path, environment_.disk, options_);
    if (!result.ok()) return failed(result.error());
    result->notes.insert(result->notes.end(), word_notes_.begin(), word_notes_.end());
    print(*result);
    return ExitCode::Done;
  }

 private:
  ExitCode failed(const Error& error) {
    environment_.terminal.err << "timbre: " << printable(error.message) << "\n";
    return exit_code_of(error.kind);
  }
  [[nodiscard]] Result<std::unique_ptr<studio::SafetyDesk>> open_desk() const {
    TRY(const auto folder, data_folder_or_default(arguments_.data_folder));
    return studio::SafetyDesk::open(folder, environment_.disk, environment_.clock);
  }
  ExitCode wrong_usage(const std::string& message) {
    environment_.terminal.err << "timbre: " << printable(message) << "\n";
    return ExitCode::WrongUsage;
  }

  Result<void> read_ref_text() {
    options_.ref_text = arguments_.ref_text;
    if (!arguments_.ref_text_file.empty()) {
      TRY(options_.ref_text, environment_.disk.read(arguments_.ref_text_file, kMaxRefTextBytes));
    }
    options_.ref_text = trimmed(options_.ref_text);
    const bool was_given = !arguments_.ref_text_file.empty() || !arguments_.ref_text.empty();
    if (was_given && options_.ref_text.empty()) return Error{ErrorKind::InvalidInput, "the reference text is empty"};
    if (valid_utf8(options_.ref_text) != options_.ref_text) {
      return Error{ErrorKind::InvalidInput, "the reference text is not UTF-8. Save it as UTF-8 and try again"};
    }
    return {};
  }

  /// Without a transcriber the export goes on and says what is missing.
  Result<void> hear_words() {
    if (arguments_.no_transcript) {
      options_.no_transcript_why = "--no-transcript was given";
      return {};
    }
    if (!options_.ref_text.empty()) return place_words();
    const Terminal& terminal = environment_.terminal;
    ShareProgress progress(terminal.err, environment_.clock, "listening for words",
                           terminal.shows_progress && !arguments_.quiet, terminal.width);
    studio::TranscribeFileOptions options;
    options.cancel = environment_.cancel;
    options.progress = [&](double share) { progress.reached(share); };
    const auto heard = studio::transcribe_file(arguments_.path, environment_.disk, options);
    if (heard.ok()) {
      options_.transcript = heard->transcript;
      word_notes_ = heard->notes;
      if (heard->transcript.words.empty()) options_.no_transcript_why = "no words were heard";
      return {};
    }
    if (heard.error().kind != ErrorKind::Unavailable) return heard.error();
    options_.no_transcript_why = heard.error().message;
    return {};
  }

  /// Where the person's words are what is said in the take, a clip of a part of it gets its part of them.
  Result<void> place_words() {
    studio::AlignFileOptions options;
    options.align.cancel = environment_.cancel;
    TRY(auto words, studio::known_words(arguments_.path, options_.ref_text, options));
    if (!words.known) return {};
    options_.transcript = std::move(words.known->transcript);
    options_.departures = std::move(words.known->departures);
    return {};
  }

  void print(const studio::ExportResult& result) {
    const Terminal& terminal = environment_.terminal;
    if (arguments_.json) {
      terminal.out << result_json(result).dump(2, ' ', false, Json::error_handler_t::replace) << "\n" << std::flush;
      return;
    }
    if (arguments_.quiet) return;
    terminal.out << printable(result.master.string()) << "  every sample of the take\n";
    for (const auto& clip : result.clips) print_clip(clip);
    for (const auto& skipped : result.skipped) {
      terminal.out << terminal.paint(Ink::Dim, skipped.profile->name + " left out: " + printable(skipped.why)) << "\n";
    }
    for (const auto& note : result.notes) terminal.out << printable(note) << "\n";
    terminal.out << std::flush;
  }

  void print_clip(const studio::ExportedClip& clip) {
    const Terminal& terminal = environment_.terminal;
    const auto number = [](double value, int decimals) { return score::number_text(value, decimals); };
    const bool is_lufs = clip.profile->level_measure == score::LevelMeasure::Lufs;
    terminal.out << printable((clip.folder / "clip.wav").string()) << "  " << number(clip.duration_s, 2) << " s from "
                 << number(clip.window.speech.start_s, 2) << " s, " << number(clip.level.level_db, 1)
                 << (is_lufs ? " LUFS, " : " dB RMS, ") << number(clip.level.true_peak_dbtp, 1) << " dBTP, for "
                 << printable(clip.profile->title) << "\n";
    if (!clip.ref_text.empty()) terminal.out << "  “" << printable(clip.ref_text) << "”\n";
    for (const auto& warning : clip.warnings) {
      terminal.out << "  " << terminal.paint(Ink::Fair, "! ") << printable(warning) << "\n";
    }
  }

  const ExportArguments& arguments_;
  Environment& environment_;
  studio::ExportOptions options_;
  std::vector<std::string> word_notes_;
};

}  // namespace

void add_export_command(CLI::App& app, Environment& environment, std::optional<ExitCode>& code) {
  const auto arguments = std::make_shared<ExportArguments>();
  auto* command = app.add_subcommand("export", "Cut what a cloning model wants: master, clip, words and scorecard");
  command->add_option("file", arguments->path, "An audio or video file")->required();
  command->add_option("--out", arguments->out, "The folder to write to; made when it is not there")->required();
  auto* profile =
      command->add_option("--profile", arguments->profile, "The cloning model it is for")->capture_default_str();
  command->add_flag("--all-profiles", arguments->all_profiles, "A folder for every model that the take suits")
      ->excludes(profile);
  command->add_flag("--force", arguments->force, "Replace an export that is there");
  auto* text = command->add_option("--ref-text", arguments->ref_text, "The words of the clip, instead of heard ones");
  command->add_option("--ref-text-file", arguments->ref_text_file, "The same from a file")->excludes(text);
  command->add_flag("--no-transcript", arguments->no_transcript, "Do not listen for words");
  command->add_option("--master", arguments->master, "flac or wav; without it flac where that keeps every sample")
      ->check(CLI::IsMember({"flac", "wav"}));
  command->add_option("--data", arguments->data_folder, "Where the log is kept (default: TIMBRE_DATA, else XDG)");
  command->add_flag("--json", arguments->json, "Say what was written as one JSON object");
  command->add_flag("-q,--quiet", arguments->quiet, "Only errors");
  command->callback([arguments, &environment, &code] { code = ExportCommand(*arguments, environment).run(); });
}

}  // namespace timbre::cli
