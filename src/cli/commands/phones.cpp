#include "cli/commands/phones.h"

#include <memory>
#include <string>

#include "CLI/CLI.hpp"

#include "base/json.h"
#include "base/utf8.h"
#include "phones/phones_json.h"
#include "phones/spoken_text.h"
#include "phones/text_phones.h"
#include "studio/align_file.h"

namespace timbre::cli {
namespace {

struct PhonesArguments {
  std::string text;
  std::string text_file;
  std::string language = "en";
  bool json = false;
};

class PhonesCommand {
 public:
  PhonesCommand(const PhonesArguments& arguments, Environment& environment)
      : arguments_(arguments), environment_(environment) {}

  ExitCode run() {
    const Result<std::string> text = read_text();
    if (!text.ok()) return failed(text.error());
    phones::TextPhonesOptions options;
    options.language = arguments_.language;
    const auto phoned = phones::phones_of_text(*text, options);
    if (!phoned.ok()) return failed(phoned.error());
    std::ostream& out = environment_.terminal.out;
    if (arguments_.json) {
      Json json = phones::to_json(*phoned);
      json["spoken"] = phones::spoken_text(*text, arguments_.language);
      out << json.dump(2, ' ', false, Json::error_handler_t::replace) << "\n";
    } else {
      out << phones::spoken_text(*text, arguments_.language) << "\n" << phones::shown(*phoned);
    }
    return ExitCode::Done;
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

  const PhonesArguments& arguments_;
  Environment& environment_;
};

}  // namespace

void add_phones_command(CLI::App& app, Environment& environment, std::optional<ExitCode>& code) {
  const auto arguments = std::make_shared<PhonesArguments>();
  auto* command = app.add_subcommand(
      "phones", "How a text is said: in words, and sound by sound with stress and pauses (docs/phones.md)");
  auto* text = command->add_option("text", arguments->text, "The text");
  auto* file = command->add_option("--text-file", arguments->text_file, "A UTF-8 text file that holds it");
  file->excludes(text);
  command->add_option("--language", arguments->language, "Its language, as two letters")->capture_default_str();
  command->add_flag("--json", arguments->json, "Everything, as JSON");
  command->callback([arguments, text, file, &environment, &code] {
    if (text->count() + file->count() == 0) throw CLI::RequiredError("a text, or --text-file");
    code = PhonesCommand(*arguments, environment).run();
  });
}

}  // namespace timbre::cli
