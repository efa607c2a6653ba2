#include "cli/commands/models.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "cli/byte_progress.h"

#include "base/json.h"
#include "base/utf8.h"
#include "net/curl_http_client.h"
#include "nn/model_folder.h"
#include "nn/model_import.h"
#include "studio/models.h"

namespace timbre::cli {
namespace {

struct ModelsArguments {
  std::vector<std::string> names;
  std::string file;
  std::string name;
  int timeout_s = 30;
  int retries = 4;
  bool json = false;
  bool quiet = false;
};

std::string padded(std::string text, std::size_t columns) {
  text.resize(std::max(columns, text.size()), ' ');
  return text;
}

class ModelsCommand {
 public:
  ModelsCommand(const ModelsArguments& arguments, Environment& environment)
      : arguments_(arguments), environment_(environment), terminal_(environment.terminal) {}

  /// Opens the folder and does `job` with it.
  ExitCode run(ExitCode (ModelsCommand::*job)(const nn::ModelFolder&)) {
    const auto folder = nn::ModelFolder::open(environment_.disk);
    if (!folder.ok()) return failed(folder.error());
    environment_.heed_interrupts();
    return (this->*job)(*folder);
  }

  ExitCode list(const nn::ModelFolder& folder) {
    const auto all = folder.list();
    if (!all.ok()) return failed(all.error());
    if (arguments_.json) return print(as_json(folder, *all));
    terminal_.out << "Models in " << printable(folder.folder().string()) << "\n";
    for (const nn::ModelStatus& status : *all) print_line(status);
    terminal_.out << "\nGet one with: timbre models pull NAME\n";
    return ExitCode::Done;
  }

  ExitCode pull(const nn::ModelFolder& folder) {
    for (const std::string& name : arguments_.names) {
      const ExitCode code = pull_one(folder, name);
      if (code != ExitCode::Done) return code;
    }
    return ExitCode::Done;
  }

  ExitCode import(const nn::ModelFolder& folder) {
    ByteProgress progress = progress_line();
    nn::ImportOptions options;
    options.name = arguments_.name;
    options.cancel = environment_.cancel;
    options.progress = [&](std::uint64_t done, std::uint64_t total) { progress.update(done, total); };
    const auto imported = nn::import_model(folder, arguments_.file, environment_.disk, options);
    progress.wipe();
    if (!imported.ok()) return failed(imported.error());
    if (!imported->is_verified) {
      terminal_.err << "timbre: warning: no checksum is known for " << imported->entry->name
                    << ", so the file was not verified\n";
    }
    say(imported->entry->name, imported->was_there_before ? "was installed already" : "is installed", imported->path);
    return ExitCode::Done;
  }

  ExitCode verify(const nn::ModelFolder& folder) {
    const auto entries = entries_to_verify(folder);
    if (!entries.ok()) return failed(entries.error());
    bool is_all_good = true;
    Json models = Json::array();
    for (const nn::ModelEntry* entry : *entries) {
      const auto verified = verify_one(folder, *entry);
      if (!verified.ok()) return failed(verified.error());
      is_all_good = is_all_good && verified->state != nn::SumState::WrongSum;
      models.push_back({{"name", entry->name},
                        {"path", folder.path_of(*entry).string()},
                        {"state", nn::to_string(verified->state)},
                        {"sha256", verified->sha256},
                        {"expected_sha256", entry->sha256.empty() ? Json() : Json(entry->sha256)}});
      if (!arguments_.json) print_verification(*entry, *verified);
    }
    if (arguments_.json) {
      print({{"folder", folder.folder().string()}, {"models", models}});
    } else if (entries->empty() && !arguments_.quiet) {
      terminal_.out << "no model is installed in " << printable(folder.folder().string()) << "\n";
    }
    return is_all_good ? ExitCode::Done : ExitCode::AnswerIsNo;
  }

  ExitCode remove(const nn::ModelFolder& folder) {
    for (const std::string& name : arguments_.names) {
      const auto entry = nn::find_model(folder.catalog(), name);
      if (!entry.ok()) return failed(entry.error());
      const auto removed = folder.remove(**entry);
      if (!removed.ok()) return failed(removed.error());
      if (!*removed) return failed({ErrorKind::NotFound, "the model '" + (*entry)->name + "' is not installed"});
      say((*entry)->name, "is removed from", folder.folder());
    }
    return ExitCode::Done;
  }

 private:
  ExitCode failed(const Error& error) {
    terminal_.err << "timbre: " << printable(error.message) << "\n";
    return exit_code_of(error.kind);
  }

  ExitCode print(const Json& json) {
    terminal_.out << json.dump(2, ' ', false, Json::error_handler_t::replace) << "\n";
    return ExitCode::Done;
  }

  void say(const std::string& name, const char* what, const std::filesystem::path& path) {
    if (!arguments_.quiet) terminal_.out << name << " " << what << " " << printable(path.string()) << "\n";
  }

  [[nodiscard]] ByteProgress progress_line() const {
    return {terminal_.err, environment_.clock, terminal_.shows_progress && !arguments_.quiet, terminal_.width};
  }

  static Json as_json(const nn::ModelFolder& folder, const std::vector<nn::ModelStatus>& all) {
    Json models = Json::array();
    for (const nn::ModelStatus& status : all) {
      const nn::ModelEntry& entry = *status.entry;
      models.push_back({{"name", entry.name},
                        {"state", nn::to_string(status.state)},
                        {"purpose", entry.purpose},
                        {"file", entry.file},
                        {"path", status.path.string()},
                        {"bytes_on_disk", status.size_bytes},
                        {"size_bytes", entry.size_bytes == 0 ? Json() : Json(entry.size_bytes)},
                        {"licence", entry.licence},
                        {"url", entry.url.empty() ? Json() : Json(entry.url)},
                        {"sha256", entry.sha256.empty() ? Json() : Json(entry.sha256)}});
    }
    return {{"folder", folder.folder().string()}, {"models", models}};
  }

  void print_line(const nn::ModelStatus& status) {
    const nn::ModelEntry& entry = *status.entry;
    const bool is_installed = status.state == nn::ModelState::Installed;
    const std::string size = entry.size_bytes > 0 ? byte_text(static_cast<double>(entry.size_bytes)) : "–";
    std::string state = status.state == nn::ModelState::Missing ? "" : std::string(nn::to_string(status.state));
    if (status.state == nn::ModelState::WrongSize) state = "wrong size";
    if (status.state == nn::ModelState::Partial) {
      state = byte_text(static_cast<double>(status.size_bytes)) + " so far";
    }
    terminal_.out << (is_installed ? terminal_.paint(Ink::Good, "✔ ") : "  ") << padded(printable(entry.name), 28)
                  << std::string(size == "–" ? 7 : 8 - std::min<std::size_t>(8, size.size()), ' ') << size << "  "
                  << padded(state, 14) << terminal_.paint(Ink::Dim, printable(entry.purpose)) << "\n";
  }

  ExitCode pull_one(const nn::ModelFolder& folder, const std::string& name) {
    ByteProgress progress = progress_line();
    net::DownloadOptions options;
    options.stall_timeout = std::chrono::seconds(arguments_.timeout_s);
    options.connect_timeout = std::min<std::chrono::milliseconds>(options.connect_timeout, options.stall_timeout);
    options.retries = arguments_.retries;
    options.cancel = environment_.cancel;
    options.progress = [&](const net::DownloadProgress& now) { progress.update(now.done_bytes, now.total_bytes); };
    options.on_retry = [&](const std::string& why) {
      progress.wipe();
      if (!arguments_.quiet) terminal_.err << "timbre: " << printable(why) << "; trying again\n" << std::flush;
    };
    net::CurlHttpClient client;
    const auto pulled = studio::pull_model(folder, name, environment_.disk, client, options);
    progress.wipe();
    if (!pulled.ok()) return failed(pulled.error());
    say(pulled->entry->name,
        pulled->was_there_before ? "was installed already:" : "is installed and verified:", pulled->path);
    return ExitCode::Done;
  }

  /// The ones that are named, else all that are there.
  Result<std::vector<const nn::ModelEntry*>> entries_to_verify(const nn::ModelFolder& folder) {
    std::vector<const nn::ModelEntry*> entries;
    for (const std::string& name : arguments_.names) {
      TRY(const nn::ModelEntry* entry, nn::find_model(folder.catalog(), name));
      TRY(const nn::ModelStatus status, folder.status(*entry));
      if (status.state != nn::ModelState::WrongSize) TRY_VOID(is_installed(folder, entry->name));
      entries.push_back(entry);
    }
    if (!arguments_.names.empty()) return entries;
    TRY(const auto all, folder.list());
    for (const nn::ModelStatus& status : all) {
      const bool is_there = status.state == nn::ModelState::Installed || status.state == nn::ModelState::WrongSize;
      if (is_there) entries.push_back(status.entry);
    }
    return entries;
  }

  static Result<void> is_installed(const nn::ModelFolder& folder, const std::string& name) {
    const auto path = folder.installed_path(name);
    if (!path.ok()) return path.error();
    return {};
  }

  Result<nn::ModelVerification> verify_one(const nn::ModelFolder& folder, const nn::ModelEntry& entry) {
    ByteProgress progress = progress_line();
    const auto on_bytes = [&](std::uint64_t done) { progress.update(done, entry.size_bytes); };
    return folder.verify(entry, environment_.cancel, on_bytes);
  }

  void print_verification(const nn::ModelEntry& entry, const nn::ModelVerification& verified) {
    if (verified.state == nn::SumState::WrongSum) {
      terminal_.out << terminal_.paint(Ink::Bad, "✖ ") << printable(entry.name) << ": its SHA-256 is "
                    << verified.sha256 << ", and it must be " << entry.sha256 << "; run: timbre models pull "
                    << printable(entry.name) << "\n";
      return;
    }
    if (arguments_.quiet) return;
    const bool is_known = verified.state == nn::SumState::Verified;
    terminal_.out << (is_known ? terminal_.paint(Ink::Good, "✔ ") : "? ") << printable(entry.name)
                  << (is_known ? "" : ": no checksum is known; its SHA-256 is " + verified.sha256) << "\n";
  }

  const ModelsArguments& arguments_;
  Environment& environment_;
  const Terminal& terminal_;
};

}  // namespace

void add_models_command(CLI::App& app, Environment& environment, std::optional<ExitCode>& code) {
  const auto arguments = std::make_shared<ModelsArguments>();
  auto* models = app.add_subcommand("models", "The models Timbre can use but does not ship");
  models->require_subcommand(1);
  const auto add = [&](const char* name, const char* text, ExitCode (ModelsCommand::*job)(const nn::ModelFolder&)) {
    auto* command = models->add_subcommand(name, text);
    command->callback(
        [arguments, &environment, &code, job] { code = ModelsCommand(*arguments, environment).run(job); });
    return command;
  };
  const auto add_quiet = [&](CLI::App* command) { command->add_flag("-q,--quiet", arguments->quiet, "Only errors"); };

  auto* list = add("list", "Which models there are, what each is for, and which are installed", &ModelsCommand::list);
  list->add_flag("--json", arguments->json, "One JSON object");

  auto* pull = add("pull", "Download models; each is verified before it is installed", &ModelsCommand::pull);
  pull->add_option("names", arguments->names, "Names, as in the list")->required();
  pull->add_option("--timeout", arguments->timeout_s, "Give up a connection that brings nothing for so many seconds")
      ->check(CLI::Range(1, 3600))
      ->capture_default_str();
  pull->add_option("--retries", arguments->retries, "Further tries in a row that bring nothing")
      ->check(CLI::Range(0, 100))
      ->capture_default_str();
  add_quiet(pull);

  auto* import = add("import", "Install a model from a file, without a network", &ModelsCommand::import);
  import->add_option("file", arguments->file, "The file; it is recognised by its checksum")->required();
  import->add_option("--name", arguments->name, "Which model it must be; 'custom' for a whisper.cpp model of your own");
  add_quiet(import);

  auto* verify =
      add("verify", "Check installed models; exit 1 when one is not what it must be", &ModelsCommand::verify);
  verify->add_option("names", arguments->names, "Names; without one, all that are installed");
  verify->add_flag("--json", arguments->json, "One JSON object");
  add_quiet(verify);

  auto* remove = add("remove", "Delete installed models", &ModelsCommand::remove);
  remove->add_option("names", arguments->names, "Names, as in the list")->required();
  add_quiet(remove);
}

}  // namespace timbre::cli
