#include "cli/commands/consent.h"

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "cli/data_option.h"

#include "base/json.h"
#include "base/utc_time.h"
#include "base/utf8.h"
#include "safety/consent_challenge.h"
#include "studio/clone_run_files.h"
#include "studio/consent_json.h"
#include "studio/safety_desk.h"

namespace timbre::cli {
namespace {

using safety::ConsentRecord;
using safety::ConsentState;

struct ConsentArguments {
  std::string data_folder;
  std::string id;
  std::string voice;
  std::string person;
  safety::Wording wording;
  std::vector<std::string> languages;
  int days = 0;
  std::string recording;
  std::string reference;
  std::string reason;
  std::string document;
  bool json = false;
  bool quiet = false;
};

/// Most bytes of a signed statement.
constexpr std::uintmax_t kMaxDocumentBytes = 32u << 20;

class ConsentCommand {
 public:
  ConsentCommand(const ConsentArguments& arguments, Environment& environment)
      : arguments_(arguments), environment_(environment), terminal_(environment.terminal) {}

  using Job = Result<ExitCode> (ConsentCommand::*)();

  ExitCode run(Job job) {
    const auto code = open_and(job);
    if (code.ok()) return *code;
    terminal_.err << "timbre: " << printable(code.error().message) << "\n";
    return exit_code_of(code.error().kind);
  }

  Result<ExitCode> start() {
    const safety::ConsentRequest request{.voice = arguments_.voice,
                                         .person = person(),
                                         .wording = arguments_.wording,
                                         .languages = arguments_.languages,
                                         .expires_ms = ends_ms(),
                                         .today = studio::local_date(environment_.clock)};
    TRY(const ConsentRecord record, desk_->book().start(request));
    if (arguments_.json) return print(studio::to_json(record));
    if (arguments_.quiet) return say(record.id);
    terminal_.out << "Within two minutes, read this aloud and record it:\n\n  " << printable(record.statement)
                  << "\n\n  " << safety::challenge_text(record.challenge) << "\n\nThen: timbre consent submit "
                  << record.id << " RECORDING.wav\n";
    return ExitCode::Done;
  }

  Result<ExitCode> submit() {
    TRY(const std::string file, environment_.disk.read(arguments_.recording, studio::kMaxConsentBytes));
    environment_.heed_interrupts();
    const auto takes = store::TakeStore::open(folder_, environment_.disk, environment_.clock);
    if (takes.ok()) desk_->hold_takes(takes->get());  // else the studio runs and has them open
    const auto record = desk_->consents().submit(arguments_.id, file, environment_.cancel,
                                                 {.file = std::filesystem::path(arguments_.reference)});
    desk_->hold_takes(nullptr);
    if (!record.ok()) return record.error();
    return answer(*record);
  }

  Result<ExitCode> attest() {
    safety::Attestation attestation{arguments_.voice, person(), {}, arguments_.reason, {}};
    attestation.scope = {arguments_.wording.purpose, arguments_.languages, ends_ms()};
    if (!arguments_.document.empty()) {
      TRY(attestation.document, environment_.disk.read(arguments_.document, kMaxDocumentBytes));
    }
    TRY(const ConsentRecord record, desk_->book().attest(attestation));
    if (arguments_.json) return print(studio::to_json(record));
    if (!arguments_.quiet) {
      terminal_.err << "Consent is attested: somebody vouched for it, no recording was checked. Its id:\n";
    }
    return say(record.id);  // alone on standard output, for scripts
  }

  Result<ExitCode> list() {
    TRY(const auto records, desk_->book().list());
    if (arguments_.json) {
      Json all = Json::array();
      for (const ConsentRecord& record : records) all.push_back(studio::to_json(record));
      return print({{"consents", all}});
    }
    for (const ConsentRecord& record : records) TRY_VOID(print_line(record));
    if (records.empty() && !arguments_.quiet) terminal_.out << "no consent was asked for yet: timbre consent start\n";
    return ExitCode::Done;
  }

  Result<ExitCode> show() {
    TRY(const ConsentRecord record, desk_->book().find(arguments_.id));
    if (arguments_.json) return print(studio::to_json(record));
    TRY_VOID(print_line(record));
    if (!record.person.empty()) terminal_.out << "  person     " << printable(record.person) << "\n";
    if (!record.statement.empty()) terminal_.out << "  statement  " << printable(record.statement) << "\n";
    if (!record.challenge.empty()) terminal_.out << "  words      " << safety::challenge_text(record.challenge) << "\n";
    if (!record.reason.empty()) terminal_.out << "  reason     " << printable(record.reason) << "\n";
    terminal_.out << "  purpose    " << record.scope.purpose << "\n  speaker    " << to_string(record.speaker_check)
                  << "\n";
    if (record.scope.expires_ms) terminal_.out << "  ends       " << utc_date(*record.scope.expires_ms) << "\n";
    print_checks(record);
    return ExitCode::Done;
  }

  Result<ExitCode> revoke() {
    TRY(const safety::Deleted deleted, desk_->book().revoke(arguments_.id));
    const auto takes = store::TakeStore::open(folder_, environment_.disk, environment_.clock);
    if (takes.ok()) desk_->hold_takes(takes->get());  // else the studio runs and has them open
    TRY_VOID(desk_->delete_revoked_takes());
    desk_->hold_takes(nullptr);
    TRY(const std::size_t clones, studio::delete_revoked_clones(folder_, environment_.disk, desk_->store()));
    if (arguments_.json) return print(studio::to_json(deleted));
    if (arguments_.quiet) return ExitCode::Done;
    terminal_.out << "Revoked. Deleted: the recording of consent, " << deleted.embeddings << " embeddings, " << clones
                  << " clones. " << deleted.references << " reference takes"
                  << (takes.ok() ? ".\n"
                                 : " are deleted by the studio that runs, at the latest when it next starts.\n");
    return ExitCode::Done;
  }

 private:
  Result<ExitCode> open_and(Job job) {
    TRY(folder_, data_folder_or_default(arguments_.data_folder));
    TRY(desk_, studio::SafetyDesk::open(folder_, environment_.disk, environment_.clock));
    return (this->*job)();
  }

  [[nodiscard]] std::string person() const { return arguments_.person.empty() ? arguments_.voice : arguments_.person; }

  [[nodiscard]] std::optional<std::int64_t> ends_ms() const {
    if (arguments_.days == 0) return std::nullopt;
    const auto end = environment_.clock.now() + std::chrono::days(arguments_.days);
    return unix_ms(end);
  }

  ExitCode print(const Json& json) {
    terminal_.out << json.dump(2, ' ', false, Json::error_handler_t::replace) << "\n";
    return ExitCode::Done;
  }

  ExitCode say(const std::string& text) {
    terminal_.out << text << "\n";
    return ExitCode::Done;
  }

  /// What came of a recording; "the answer is no" where it did not pass.
  ExitCode answer(const ConsentRecord& record) {
    const ExitCode code = record.state == ConsentState::Given ? ExitCode::Done : ExitCode::AnswerIsNo;
    if (arguments_.json) {
      print(studio::to_json(record));
      return code;
    }
    if (arguments_.quiet) {
      if (code == ExitCode::Done) say(record.id);
      return code;
    }
    print_checks(record);
    if (code == ExitCode::Done) {
      terminal_.out << "Consent is given: " << record.id << "\n";
    } else if (record.state == ConsentState::Open) {
      terminal_.out << "Not yet: " << safety::kChallengeTries - record.tries << " tries are left.\n";
    } else {
      terminal_.out << "Refused. Start again for a new statement: timbre consent start\n";
    }
    return code;
  }

  void print_checks(const ConsentRecord& record) {
    const Json shown = studio::to_json(record);
    for (const Json& check : shown["checks"]) {
      const std::string outcome = check["outcome"];
      const bool is_good = outcome == "passed";
      const bool is_bad = outcome == "failed";
      terminal_.out << "  "
                    << terminal_.paint(is_good  ? Ink::Good
                                       : is_bad ? Ink::Bad
                                                : Ink::Dim,
                                       is_good  ? "✔ "
                                       : is_bad ? "✖ "
                                                : "– ")
                    << printable(check["sentence"].get<std::string>()) << "\n";
    }
  }

  Result<void> print_line(const ConsentRecord& record) {
    TRY(const safety::Voice voice, desk_->book().voice(record.voice_id));
    terminal_.out << record.id << "  " << to_string(record.state) << "  " << to_string(record.strength) << "  "
                  << utc_date(record.started_ms) << "  " << printable(voice.name) << "\n";
    return {};
  }

  const ConsentArguments& arguments_;
  Environment& environment_;
  const Terminal& terminal_;
  std::filesystem::path folder_;
  std::unique_ptr<studio::SafetyDesk> desk_;
};

/// What start and attest share.
void add_scope_options(CLI::App* command, const std::shared_ptr<ConsentArguments>& arguments) {
  command->add_option("--voice,--name", arguments->voice, "Name of the voice; made where there is none of it")
      ->required();
  command->add_option("--person", arguments->person, "Name of the person (default: as the voice)");
  command->add_option("--purpose", arguments->wording.purpose, "own_use, or project")->capture_default_str();
  command->add_option("--languages", arguments->languages, "Only these, such as en,de (default: any)")->delimiter(',');
  command->add_option("--days", arguments->days, "Ends after so many days (default: until revoked)")
      ->check(CLI::Range(1, 36500));
}

}  // namespace

void add_consent_command(CLI::App& app, Environment& environment, std::optional<ExitCode>& code) {
  const auto arguments = std::make_shared<ConsentArguments>();
  auto* consent = app.add_subcommand("consent", "Consent of the person whose voice is to be cloned");
  consent->require_subcommand(1);
  const auto add = [&](const char* name, const char* text, ConsentCommand::Job job) {
    auto* command = consent->add_subcommand(name, text);
    command->add_option("--data", arguments->data_folder, "Where consents are kept (default: TIMBRE_DATA, else XDG)");
    command->add_flag("--json", arguments->json, "One JSON object");
    command->add_flag("-q,--quiet", arguments->quiet, "Only the id, and errors");
    command->callback(
        [arguments, &environment, &code, job] { code = ConsentCommand(*arguments, environment).run(job); });
    return command;
  };
  const auto add_id = [&](CLI::App* command) { command->add_option("id", arguments->id, "Of the list")->required(); };

  auto* start = add("start", "Ask for it: a statement and eight words to be read aloud", &ConsentCommand::start);
  add_scope_options(start, arguments);
  start->add_option("--language", arguments->wording.language, "Of the statement: de, en, es, fr, it or pt")
      ->capture_default_str();
  start->add_option("--wording", arguments->wording.service, "timbre; azure or openai: their sentence besides")
      ->capture_default_str();
  start->add_option("--company", arguments->wording.company, "Whom the statement names, for a project or Azure");

  auto* submit = add("submit", "Hand in the recording", &ConsentCommand::submit);
  add_id(submit);
  submit->add_option("recording", arguments->recording, "An audio file")->required();
  submit->add_option("--ref", arguments->reference, "What the voice is to be cloned from: the speaker must be the same")
      ->check(CLI::ExistingFile);

  auto* attest = add("attest", "Say that there is consent: weaker, and marked so", &ConsentCommand::attest);
  add_scope_options(attest, arguments);
  attest->add_option("--reason", arguments->reason, "Why there is consent, and who saw it")->required();
  attest->add_option("--document", arguments->document, "A signed statement; it is kept");

  add("list", "All of them", &ConsentCommand::list);
  add_id(add("show", "One of them, with what was checked", &ConsentCommand::show));
  add_id(add("revoke", "Take it back: what belongs to the voice is deleted", &ConsentCommand::revoke));
}

}  // namespace timbre::cli
