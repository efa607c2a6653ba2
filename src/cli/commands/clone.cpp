#include "cli/commands/clone.h"

#include <cmath>
#include <iostream>
#include <memory>
#include <string>

#include "CLI/CLI.hpp"
#include "cli/clone_pipe.h"
#include "cli/data_option.h"
#include "cli/news_line.h"

#include "base/utf8.h"
#include "base/uuid.h"
#include "clone/clone_tags.h"
#include "safety/watermark_payload.h"
#include "score/number_text.h"
#include "studio/clone_desk.h"
#include "studio/clone_engines.h"
#include "studio/clone_run_files.h"
#include "studio/clone_sound.h"
#include "studio/staged_files.h"

namespace timbre::cli {
namespace {

struct CloneArguments {
  studio::CloneOrder order;
  std::string data_folder;
  std::string reference;
  std::string ref_text;
  std::string grant;
  std::string output;
  std::uint64_t seed = 0;
  bool has_seed = false;
  bool reads_text = false;
  bool streams = false;
  bool is_raw = false;
  bool replace = false;
  bool lists_engines = false;
  bool json = false;
  bool quiet = false;
};

/// Everything that is needed to speak, found and checked.
struct Ready {
  safety::ConsentGrant grant;
  safety::Voice voice;
  clone::Engine* engine = nullptr;
  studio::CloneReference reference;
};

class CloneCommand {
 public:
  CloneCommand(const CloneArguments& arguments, Environment& environment)
      : arguments_(arguments),
        environment_(environment),
        terminal_(environment.terminal),
        news_(terminal_, terminal_.shows_progress && !arguments.quiet) {}

  ExitCode run() {
    const auto code = arguments_.lists_engines ? list_engines() : speak();
    news_.wipe();
    if (code.ok()) return *code;
    terminal_.err << "timbre: " << printable_lines(code.error().message) << "\n";
    return exit_code_of(code.error().kind);
  }

 private:
  [[nodiscard]] bool writes_to_pipe() const { return arguments_.output == "-"; }

  /// One line for each engine where there are several.
  static std::string printable_lines(const std::string& text) {
    std::string shown;
    for (std::size_t from = 0; from <= text.size();) {
      const std::size_t end = std::min(text.find('\n', from), text.size());
      shown += (from == 0 ? "" : "\n") + printable(text.substr(from, end - from));
      from = end + 1;
    }
    return shown;
  }

  Result<void> open() {
    TRY(folder_, data_folder_or_default(arguments_.data_folder));
    if (!environment_.engines) return Error{ErrorKind::Unavailable, "this program has no engines"};
    TRY(engines_, environment_.engines(folder_));
    return {};
  }

  Result<ExitCode> list_engines() {
    TRY_VOID(open());
    if (arguments_.json) {
      terminal_.out << studio::engines_json(*engines_).dump(2, ' ', false, Json::error_handler_t::replace) << "\n";
      return ExitCode::Done;
    }
    for (const studio::EngineNow& now : studio::engines_now(*engines_)) {
      const clone::EngineTraits& traits = now.engine->traits();
      terminal_.out << printable(traits.name) << "  "
                    << terminal_.paint(now.state.is_ready ? Ink::Good : Ink::Fair,
                                       now.state.is_ready ? "ready" : "not ready")
                    << "  " << printable(traits.title) << "\n";
      for (const std::string& line : {now.state.needs, now.state.step, now.state.note}) {
        if (!line.empty()) terminal_.out << "  " << printable(line) << "\n";
      }
      if (!traits.what_leaves.empty()) {
        terminal_.out << "  " << terminal_.paint(Ink::Dim, "Leaves this machine: " + printable(traits.what_leaves))
                      << "\n";
      }
    }
    return ExitCode::Done;
  }

  Result<ExitCode> speak() {
    if (const std::string wrong = wrong_usage(); !wrong.empty()) {
      terminal_.err << "timbre: " << wrong << "\n";
      return ExitCode::WrongUsage;
    }
    TRY(studio::CloneOrder order, order_of());
    TRY_VOID(open());
    environment_.heed_interrupts();
    TRY(safety_, studio::SafetyDesk::open(folder_, environment_.disk, environment_.clock));
    desk_ = std::make_unique<studio::CloneDesk>(*safety_, *engines_, folder_, environment_.disk);
    studio::StagedFiles files(environment_.disk, arguments_.replace);
    if (!writes_to_pipe()) TRY_VOID(files.check(arguments_.output, arguments_.reference));
    TRY(Ready ready, prepare(order));
    const audio::AudioTags tags = clone::clone_tags(ready.voice.name, ready.engine->traits().name, environment_.clock);
    ClonePipe pipe(terminal_.out, arguments_.is_raw ? PipeForm::Raw : PipeForm::Wav, tags);
    studio::CloneWork work{*ready.engine, ready.grant, std::move(ready.reference), "timbre clone"};
    if (writes_to_pipe() && arguments_.streams) work.blocks = &pipe;
    work.on_news = [this](const clone::EngineNews& news) { news_.say(news.words); };
    work.cancel = environment_.cancel;
    TRY(const studio::MadeClone made, desk_->make(order, std::move(work)));
    if (!writes_to_pipe()) {
      TRY(const auto file, files.open(arguments_.output));
      TRY_VOID(studio::write_clone(made.speech, tags, *file));
      TRY_VOID(files.publish());
    } else if (!arguments_.streams) {
      TRY_VOID(pipe.take(made.speech.audio().view()));
    }
    news_.wipe();
    report(made, ready);
    return ExitCode::Done;
  }

  [[nodiscard]] std::string wrong_usage() const {
    if (arguments_.reference.empty() == arguments_.order.take.empty()) {
      return "name one reference: --ref FILE, or --take ID of the studio";
    }
    if (arguments_.grant.empty()) return "--grant is missing: the id of a consent (timbre consent start, or attest)";
    if (arguments_.reads_text == !arguments_.order.text.empty()) return "give the text once: --text T, or --stdin";
    if (arguments_.output.empty()) return "-o is missing: the file to write, or - for standard output";
    if (arguments_.json && writes_to_pipe()) return "--json and -o - both want standard output";
    if (arguments_.is_raw && !writes_to_pipe()) return "--raw is for standard output (-o -)";
    return "";
  }

  Result<studio::CloneOrder> order_of() {
    studio::CloneOrder order = arguments_.order;
    if (arguments_.has_seed) order.seed = arguments_.seed;
    if (arguments_.reads_text) {
      // one more than is taken, so that too long a text is seen to be
      order.text.resize(studio::kMaxCloneTextBytes + 1);
      std::cin.read(order.text.data(), static_cast<std::streamsize>(order.text.size()));
      order.text.resize(static_cast<std::size_t>(std::cin.gcount()));
    }
    TRY_VOID(studio::check_order(order));
    return order;
  }

  /// Consent before anything else, then whether anybody can speak, and only then what takes long.
  Result<Ready> prepare(const studio::CloneOrder& order) {
    TRY(safety::ConsentGrant grant, desk_->grant_for("", arguments_.grant));
    TRY_VOID(safety_->book().check(grant, {grant.voice_id(), order.language}));
    TRY(safety::Voice voice, safety_->book().voice(grant.voice_id()));
    TRY(clone::Engine* const engine, studio::ready_engine(*engines_, order.engine));
    TRY_VOID(studio::check_order_for(order, engine->traits()));
    news_.say("cutting the reference clip");
    TRY(studio::CloneReference reference, reference_for(*engine, voice.id));
    return Ready{std::move(grant), std::move(voice), engine, std::move(reference)};
  }

  Result<studio::CloneReference> reference_for(const clone::Engine& engine, const std::string& voice_id) {
    SystemRandom random;
    const clone::EngineTraits& traits = engine.traits();
    const studio::CloneRunFiles runs(folder_, environment_.disk);
    const studio::ReferenceWish wish{studio::reference_profile(traits.name),
                                     runs.work_folder(make_uuid(environment_.clock, random)), environment_.cancel};
    if (arguments_.order.take.empty()) {
      return studio::reference_of_file(
          arguments_.reference, environment_.disk,
          {.text = arguments_.ref_text, .listens = traits.needs_transcript || arguments_.order.fits_closely}, wish);
    }
    TRY(takes_, store::TakeStore::open(folder_, environment_.disk, environment_.clock));
    studio::TakeWordsFinder words;
    TRY(auto reference, studio::reference_of_take(*takes_, words, arguments_.order.take, wish));
    TRY_VOID(safety_->store().add_reference(voice_id, arguments_.order.take));
    safety_->speaker().hold_takes(takes_.get());  // how alike they are is what the clone is held against
    return reference;
  }

  void report(const studio::MadeClone& made, const Ready& ready) {
    const auto number = [](double value, int decimals) { return score::number_text(value, decimals); };
    for (const std::string& warning : made.warnings) {
      if (!arguments_.quiet) terminal_.err << "timbre: " << printable(warning) << "\n";
    }
    const audio::AudioView sound = made.speech.audio().view();
    const double factor = made.took_s / sound.duration_s();
    const std::uint32_t payload = made.speech.payload();
    if (arguments_.json) {
      Json json{{"output", valid_utf8(arguments_.output)},
                {"voice", ready.voice.id},
                {"voice_name", valid_utf8(ready.voice.name)},
                {"engine", ready.engine->traits().name},
                {"duration_s", score::rounded(sound.duration_s(), 4)},
                {"sample_rate_hz", sound.sample_rate_hz()},
                {"first_audio_s", score::rounded(made.first_audio_s, 3)},
                {"took_s", score::rounded(made.took_s, 3)},
                {"real_time_factor", score::rounded(factor, 4)},
                {"from_cache", made.is_from_cache},
                {"payload", payload},
                {"record", safety::payload_record(payload)},
                {"likeness", studio::to_json(made.likeness)},
                {"warnings", Json::array()}};
      for (const std::string& warning : made.warnings) json["warnings"].push_back(valid_utf8(warning));
      terminal_.out << json.dump(2) << "\n";
      return;
    }
    if (arguments_.quiet) return;
    terminal_.err << "timbre: " << printable(made.likeness.sentence) << "\n";
    std::ostream& out = writes_to_pipe() ? terminal_.err : terminal_.out;
    out << (writes_to_pipe() ? "standard output" : printable(arguments_.output)) << ": "
        << number(sound.duration_s(), 1) << " s in the voice of " << printable(ready.voice.name) << " by "
        << printable(ready.engine->traits().title) << "; first audio after " << number(made.first_audio_s, 2)
        << " s, all after " << number(made.took_s, 2) << " s (" << number(factor, 2) << " of its length)"
        << (made.is_from_cache ? ", from the cache" : "") << "; marked with payload " << payload << "\n";
  }

  const CloneArguments& arguments_;
  Environment& environment_;
  const Terminal& terminal_;
  NewsLine news_;
  std::filesystem::path folder_;
  std::shared_ptr<clone::EngineRegistry> engines_;
  std::unique_ptr<store::TakeStore> takes_;
  std::unique_ptr<studio::SafetyDesk> safety_;
  std::unique_ptr<studio::CloneDesk> desk_;
};

void add_how(CLI::App& command, CloneArguments& arguments) {
  command.add_option("--engine", arguments.order.engine,
                     "Which engine speaks (default: the first that is ready, drafts last)");
  command.add_option("--language", arguments.order.language, "Of the text, such as en (default: told from the text)");
  command.add_option("--speed", arguments.order.speed, "0.5 to 2, where the engine takes it");
  command.add_option("--pitch", arguments.order.pitch_st, "-6 to 6 semitones, where the engine takes it");
  command.add_option("--expressiveness", arguments.order.expressiveness,
                     "0 (monotone) to 2, where the engine takes it (default: 1)");
  command.add_option("--pauses", arguments.order.pauses,
                     "0 to 3 times as long, where the engine takes it (default: 1)");
  command.add_option("--instruction", arguments.order.instruction, "How to say it, where the engine takes it");
  command.add_option("--seed", arguments.seed, "The same seed gives the same speech, where the engine takes it")
      ->each([&arguments](const std::string&) { arguments.has_seed = true; });
  command.add_flag("--quick-fit", arguments.order.fits_closely,
                   "Learn the voice more closely first (up to two minutes, once), where the engine can");
}

}  // namespace

void add_clone_command(CLI::App& app, Environment& environment, std::optional<ExitCode>& code) {
  const auto arguments = std::make_shared<CloneArguments>();
  auto* command = app.add_subcommand("clone", "Have a text said in a voice there is consent for, marked as made");
  command->add_option("--ref", arguments->reference, "An audio file of the voice; its best part is taken");
  command->add_option("--take", arguments->order.take, "A take of the studio instead (the studio must not run)");
  command->add_option("--ref-text", arguments->ref_text, "What is said in the file, where a machine need not listen");
  command->add_option("--grant", arguments->grant, "The consent: its id (timbre consent list)");
  command->add_option("--text", arguments->order.text, "What is to be said");
  command->add_flag("--stdin", arguments->reads_text, "Read it from standard input");
  command->add_option("-o,--output", arguments->output, "A WAV file to write; - is standard output");
  command->add_flag("--stream", arguments->streams, "With -o -: hand out what is made while it is made");
  command->add_flag("--raw", arguments->is_raw, "With -o -: 16-bit samples without a head");
  command->add_flag("--replace", arguments->replace, "Overwrite a file that is there");
  add_how(*command, *arguments);
  command->add_flag("--list-engines", arguments->lists_engines, "What can speak, and what the others need");
  command->add_option("--data", arguments->data_folder, "Where consents and keys are (default: TIMBRE_DATA, else XDG)");
  command->add_flag("--json", arguments->json, "One JSON object");
  command->add_flag("-q,--quiet", arguments->quiet, "Only errors");
  command->callback([arguments, &environment, &code] { code = CloneCommand(*arguments, environment).run(); });
}

}  // namespace timbre::cli
