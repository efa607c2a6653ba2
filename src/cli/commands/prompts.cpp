#include "cli/commands/prompts.h"

#include <algorithm>
#include <cstdio>
#include <memory>

#include "CLI/CLI.hpp"

#include "base/utf8.h"
#include "studio/coverage_tools.h"

namespace timbre::cli {
namespace {

struct PromptsArguments {
  bool json = false;
  std::string name;
  std::vector<std::string> takes;
};

std::string dump(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

Json prompt_json(const text::Prompt& prompt) {
  return {{"name", prompt.name},
          {"title", prompt.title},
          {"style", prompt.style},
          {"language", prompt.language},
          {"kind", prompt.is_free ? "free" : "read"},
          {"words", text::word_count(prompt)},
          {"seconds", prompt.is_free ? Json(nullptr) : Json(text::reading_time_s(prompt))},
          {"text", prompt.text}};
}

class PromptsCommand {
 public:
  PromptsCommand(const PromptsArguments& arguments, Environment& environment)
      : arguments_(arguments), environment_(environment), library_(studio::load_library(environment.disk)) {
    for (const Error& problem : library_.problems)
      environment_.terminal.err << "timbre: left out: " << printable(problem.message) << "\n";
  }

  ExitCode list() {
    std::ostream& out = environment_.terminal.out;
    if (arguments_.json) {
      Json all = Json::array();
      for (const auto& prompt : library_.prompts) all.push_back(prompt_json(prompt));
      out << dump(all);
      return ExitCode::Done;
    }
    for (const auto& prompt : library_.prompts) {
      char time[16] = "  free";
      if (!prompt.is_free) std::snprintf(time, sizeof time, "%4.0f s", text::reading_time_s(prompt));
      const std::string name = prompt.name + std::string(prompt.name.size() < 22 ? 22 - prompt.name.size() : 1, ' ');
      out << name << time << "  " << printable(prompt.title)
          << (prompt.style.empty() ? "" : environment_.terminal.paint(Ink::Dim, " (" + printable(prompt.style) + ")"))
          << "\n";
    }
    return ExitCode::Done;
  }

  ExitCode show() {
    const auto found = std::find_if(library_.prompts.begin(), library_.prompts.end(),
                                    [&](const text::Prompt& prompt) { return prompt.name == arguments_.name; });
    if (found == library_.prompts.end())
      return failed(Error{ErrorKind::NotFound,
                          "there is no prompt '" + arguments_.name + "'; `timbre prompts list` names them all"});
    environment_.terminal.out << (arguments_.json ? dump(prompt_json(*found)) : found->text + "\n");
    return ExitCode::Done;
  }

  ExitCode next() {
    const auto next = find_next();
    if (!next.ok()) return failed(next.error());
    std::ostream& out = environment_.terminal.out;
    const text::Prompt* prompt = *next ? &library_.prompts[(*next)->prompt] : nullptr;
    if (arguments_.json) {
      Json json = {{"next", studio::next_json(*next, library_.prompts)}};
      json["prompt"] = prompt != nullptr ? prompt_json(*prompt) : Json(nullptr);
      out << dump(json);
      return ExitCode::Done;
    }
    out << environment_.terminal.paint(Ink::Bold, studio::next_line(*next, library_.prompts)) << "\n";
    if (prompt != nullptr) out << "\n" << prompt->text << "\n";
    return ExitCode::Done;
  }

 private:
  Result<std::optional<text::PromptGain>> find_next() {
    TRY(const auto texts, studio::read_texts(arguments_.takes, environment_.disk));
    TRY(studio::CoverageTools tools, studio::CoverageTools::load(environment_.disk));
    TRY(const auto have, tools.coverage_of(texts));
    return tools.next_prompt(have, library_.prompts);
  }

  ExitCode failed(const Error& error) {
    environment_.terminal.err << "timbre: " << printable(error.message) << "\n";
    return exit_code_of(error.kind);
  }

  const PromptsArguments& arguments_;
  Environment& environment_;
  text::PromptLibrary library_;
};

}  // namespace

void add_prompts_command(CLI::App& app, Environment& environment, std::optional<ExitCode>& code) {
  const auto arguments = std::make_shared<PromptsArguments>();
  auto* command = app.add_subcommand("prompts", "Texts to read aloud, and which to read next");
  command->require_subcommand(1);
  auto* list = command->add_subcommand("list", "All prompts, with how long each takes to read");
  auto* show = command->add_subcommand("show", "One prompt's text");
  auto* next = command->add_subcommand("next", "The prompt that adds most to what was said so far");
  for (auto* each : {list, show, next}) each->add_flag("--json", arguments->json, "As JSON");
  show->add_option("name", arguments->name, "A prompt's name, as `timbre prompts list` gives it")->required();
  next->add_option("--take", arguments->takes, "Text files with what was said in the takes so far");
  const auto register_run = [&](CLI::App* subcommand, ExitCode (PromptsCommand::*run)()) {
    subcommand->callback(
        [arguments, &environment, &code, run] { code = (PromptsCommand(*arguments, environment).*run)(); });
  };
  register_run(list, &PromptsCommand::list);
  register_run(show, &PromptsCommand::show);
  register_run(next, &PromptsCommand::next);
}

}  // namespace timbre::cli
