#include "cli/commands/speaker.h"

#include <cstdio>
#include <memory>

#include "CLI/CLI.hpp"

#include "base/json.h"
#include "base/utf8.h"
#include "studio/who_speaks.h"

namespace timbre::cli {
namespace {

struct SpeakerArguments {
  std::string first;
  std::string second;
  bool json = false;
};

std::string sentence(const studio::SpeakerComparison& comparison) {
  char text[200];
  const char* verdict = "It cannot be told whether this is one person; longer clips may decide it.";
  if (comparison.verdict == studio::SpeakerVerdict::Same) verdict = "One person speaks in both.";
  if (comparison.verdict == studio::SpeakerVerdict::Different) verdict = "These are two people.";
  std::snprintf(text, sizeof text, "%s\ncosine       %.3f\nprobability  %.1f %%\n", verdict, comparison.cosine,
                100.0 * comparison.probability);
  return text;
}

Result<ExitCode> compare(const SpeakerArguments& arguments, Environment& environment) {
  TRY(const auto encoder, studio::shipped_speaker_encoder(environment.disk));
  TRY(const auto first, studio::embed_file(encoder, arguments.first));
  TRY(const auto second, studio::embed_file(encoder, arguments.second));
  const auto comparison = studio::compare_embeddings(encoder->card(), first, second);
  if (arguments.json) {
    environment.terminal.out << Json({{"cosine", comparison.cosine},
                                      {"same_person", comparison.probability},
                                      {"verdict", studio::to_string(comparison.verdict)},
                                      {"model", encoder->card().name}})
                                    .dump(2)
                             << "\n";
  } else {
    environment.terminal.out << sentence(comparison);
  }
  return comparison.verdict == studio::SpeakerVerdict::Same ? ExitCode::Done : ExitCode::AnswerIsNo;
}

Result<ExitCode> embed(const SpeakerArguments& arguments, Environment& environment) {
  TRY(const auto encoder, studio::shipped_speaker_encoder(environment.disk));
  TRY(const auto embedding, studio::embed_file(encoder, arguments.first));
  std::ostream& out = environment.terminal.out;
  if (arguments.json) {
    out << Json({{"embedding", embedding}, {"model", encoder->card().name}}).dump() << "\n";
    return ExitCode::Done;
  }
  for (const float value : embedding) out << value << "\n";
  return ExitCode::Done;
}

using Action = Result<ExitCode> (*)(const SpeakerArguments&, Environment&);

void run_when_chosen(CLI::App* command, Action action, const std::shared_ptr<SpeakerArguments>& arguments,
                     Environment& environment, std::optional<ExitCode>& code) {
  command->add_flag("--json", arguments->json, "As JSON, in full precision");
  command->callback([action, arguments, &environment, &code] {
    const auto done = action(*arguments, environment);
    code = done.ok() ? *done : exit_code_of(done.error().kind);
    if (!done.ok()) environment.terminal.err << "timbre: " << printable(done.error().message) << "\n";
  });
}

}  // namespace

void add_speaker_command(CLI::App& app, Environment& environment, std::optional<ExitCode>& code) {
  auto* speaker = app.add_subcommand("speaker", "Who is speaking: compare two files, or turn one into numbers");
  speaker->require_subcommand(1);
  const auto arguments = std::make_shared<SpeakerArguments>();
  auto* comparison = speaker->add_subcommand("compare", "Whether one person speaks in A and B (exit 0 yes, 1 no)");
  comparison->add_option("A", arguments->first, "An audio file")->required();
  comparison->add_option("B", arguments->second, "Another")->required();
  run_when_chosen(comparison, compare, arguments, environment, code);
  auto* embedding =
      speaker->add_subcommand("embed", "The voice of FILE as a unit vector; docs/speaker.md: what it reveals");
  embedding->add_option("FILE", arguments->first, "An audio file")->required();
  run_when_chosen(embedding, embed, arguments, environment, code);
}

}  // namespace timbre::cli
