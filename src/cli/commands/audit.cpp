#include "cli/commands/audit.h"

#include <memory>
#include <string>

#include "CLI/CLI.hpp"
#include "cli/data_option.h"

#include "base/utc_time.h"
#include "base/utf8.h"
#include "studio/audit_json.h"

namespace timbre::cli {
namespace {

struct AuditArguments {
  std::string data_folder;
  std::string output;
  store::AuditQuery query;
  std::string since;
  std::string head;
  std::string file;
  std::string public_key;
  std::uint64_t number = 0;
  std::optional<std::uint64_t> from_size;
  bool json = false;
  bool quiet = false;
};

class AuditCommand {
 public:
  AuditCommand(AuditArguments& arguments, Environment& environment)
      : arguments_(arguments), environment_(environment) {}

  using Job = Result<ExitCode> (AuditCommand::*)();

  ExitCode run(Job job) {
    const Result<ExitCode> code = (this->*job)();
    if (code.ok()) return *code;
    environment_.terminal.err << "timbre: " << printable(code.error().message) << "\n";
    return exit_code_of(code.error().kind);
  }

  Result<ExitCode> list() {
    if (!arguments_.since.empty()) {
      arguments_.query.since_ms = parse_rfc3339(arguments_.since);
      if (!arguments_.query.since_ms) {
        return Error{ErrorKind::InvalidInput, "--since must be 2026-11-21 or 2026-11-21T13:08:38Z, in UTC"};
      }
    }
    TRY(const auto desk, open());
    TRY(const Json page, studio::audit_page(*desk, arguments_.query));
    if (arguments_.json) return give(page.dump(2));
    std::string lines;
    for (const Json& record : page["records"]) lines += line_of(record) + "\n";
    if (page["more"].get<bool>() && !arguments_.quiet) lines += "… and more before these: --limit, --before\n";
    if (!lines.empty()) lines.pop_back();
    return give(lines);
  }

  /// 0: whole; 1: not.
  Result<ExitCode> verify() {
    std::vector<safety::NamedHead> pinned;
    if (!arguments_.head.empty()) {
      TRY(auto head, studio::read_head(arguments_.head, environment_.disk));
      pinned.push_back(std::move(head));
    }
    TRY(const Json verdict, verdict_of(std::move(pinned)));
    const bool is_whole = verdict["ok"];
    const ExitCode code = is_whole ? ExitCode::Done : ExitCode::AnswerIsNo;
    if (arguments_.json) {
      TRY_VOID(give(verdict.dump(2)));
      return code;
    }
    if (arguments_.quiet) return code;
    std::string text = is_whole ? "whole: " : "NOT WHOLE: ";
    text += std::to_string(verdict["size"].get<std::uint64_t>()) + " records, held against " +
            std::to_string(verdict["heads"].get<std::uint64_t>()) + " signed heads";
    if (!is_whole) text += "\n" + verdict["problem"].get<std::string>();
    TRY_VOID(give(text));
    return code;
  }

  Result<ExitCode> prove() {
    TRY(const auto desk, open());
    TRY(const Json proof, studio::audit_proof(*desk, arguments_.number, arguments_.from_size));
    return give(proof.dump(2));
  }

  Result<ExitCode> head() {
    TRY(const auto desk, open());
    TRY(const std::string text, desk->log().head());
    return give(text);
  }

  Result<ExitCode> write_export() {
    TRY(const auto desk, open());
    TRY(const std::uint64_t count, studio::export_audit(*desk, arguments_.file, environment_.disk));
    TRY(const Json head, studio::audit_head(*desk));
    if (arguments_.quiet) return ExitCode::Done;
    const std::string key = head.is_null() ? std::string() : head["public_key"].get<std::string>();
    environment_.terminal.out << printable(arguments_.file) << ": " << count << " records\nverify it anywhere with: "
                              << "timbre audit verify --file " << printable(arguments_.file) << " --public-key " << key
                              << "\n";
    return ExitCode::Done;
  }

 private:
  [[nodiscard]] Result<std::unique_ptr<studio::SafetyDesk>> open() const {
    TRY(const auto folder, data_folder_or_default(arguments_.data_folder));
    return studio::SafetyDesk::open(folder, environment_.disk, environment_.clock);
  }

  [[nodiscard]] Result<Json> verdict_of(std::vector<safety::NamedHead> pinned) const {
    std::optional<Ed25519PublicKey> key;
    if (!arguments_.public_key.empty()) {
      TRY(key, safety::parse_public_key(arguments_.public_key));
    }
    if (!arguments_.file.empty()) {
      return studio::verify_audit_file(arguments_.file, environment_.disk, std::move(pinned), key);
    }
    TRY(const auto desk, open());
    return studio::audit_verdict(*desk, std::move(pinned));
  }

  static std::string line_of(const Json& record) {
    std::string line = std::to_string(record["number"].get<std::uint64_t>()) + "  " +
                       record["time"].get<std::string>() + "  " + record["act"].get<std::string>();
    const std::string id = record["voice_id"];
    if (record["voice"].is_string()) {
      line += "  " + record["voice"].get<std::string>();
    } else if (!id.empty()) {
      line += "  voice " + id;
    }
    for (const auto& [key, value] : record["details"].items()) {
      line += "  " + key + "=" + (value.is_string() ? value.get<std::string>() : value.dump());
    }
    return printable(line);
  }

  Result<ExitCode> give(const std::string& text) {
    if (arguments_.output.empty()) {
      if (!text.empty()) environment_.terminal.out << text << "\n";
      return ExitCode::Done;
    }
    TRY_VOID(environment_.disk.write_atomically(arguments_.output, text + "\n"));
    return ExitCode::Done;
  }

  AuditArguments& arguments_;
  Environment& environment_;
};

}  // namespace

void add_audit_command(CLI::App& app, Environment& environment, std::optional<ExitCode>& code) {
  const auto arguments = std::make_shared<AuditArguments>();
  auto* audit = app.add_subcommand("audit", "The log of what was done with which voice");
  audit->require_subcommand(1);
  const auto add = [&](const char* name, const char* text, AuditCommand::Job job) {
    auto* command = audit->add_subcommand(name, text);
    command->add_option("--data", arguments->data_folder, "Where the log is kept (default: TIMBRE_DATA, else XDG)");
    command->add_option("-o,--output", arguments->output, "Write there instead of to the terminal");
    command->add_flag("--json", arguments->json, "One JSON object");
    command->add_flag("-q,--quiet", arguments->quiet, "Only the exit code and errors");
    command->callback([arguments, &environment, &code, job] { code = AuditCommand(*arguments, environment).run(job); });
    return command;
  };
  auto* list = add("list", "Records, newest first", &AuditCommand::list);
  list->add_option("--voice", arguments->query.voice_id, "Id of a voice");
  list->add_option("--act", arguments->query.act, "Such as clone_made or consent_given");
  list->add_option("--since", arguments->since, "2026-11-21 or 2026-11-21T13:08:38Z, in UTC");
  list->add_option("--before", arguments->query.before, "Only records with a lower number");
  list->add_option("--limit", arguments->query.limit, "At most so many")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();

  auto* verify = add("verify", "Whether the log is what was written (exit code 1: it is not)", &AuditCommand::verify);
  verify->add_option("--head", arguments->head, "A head kept elsewhere: nothing up to it may be changed or missing");
  verify->add_option("--file", arguments->file, "An export, instead of this installation's log");
  verify->add_option("--public-key", arguments->public_key, "Who must have signed the export");

  auto* prove = add("prove", "Proof that a record is in the log, and that the log only grew", &AuditCommand::prove);
  prove->add_option("number", arguments->number, "Of the record")->required();
  prove->add_option("--from-size", arguments->from_size, "Besides: that the log of so many records is its beginning");

  add("head", "The newest signed head, to be kept elsewhere", &AuditCommand::head);
  add("export", "All records and the signed head, as JSON lines", &AuditCommand::write_export)
      ->add_option("file", arguments->file, "Must not be there")
      ->required();
}

}  // namespace timbre::cli
