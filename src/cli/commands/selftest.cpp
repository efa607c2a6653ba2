#include "cli/commands/selftest.h"

#include <cstdio>
#include <memory>

#include "CLI/CLI.hpp"

#include "base/utf8.h"
#include "studio/selftest.h"
#include "studio/synthesised_speech.h"
#include "studio/transcribe_samples.h"

namespace timbre::cli {
namespace {

using measure::MeasureId;

std::string cell(const score::Scorecard& card, MeasureId id, const char* format) {
  char text[32];
  if (!card[id].value) return "       –";
  std::snprintf(text, sizeof text, format, *card[id].value);
  return text;
}

std::string pace_cell(const std::optional<double>& words_per_minute) {
  char text[32];
  std::snprintf(text, sizeof text, "%9.0f", words_per_minute.value_or(0.0));
  return words_per_minute ? text : "        –";
}

void print_table(const studio::SelfTest& test, std::ostream& out) {
  out << "variant    verdict  overall acoustic delivery   SNR dB  clip %  band Hz  SRMR  pitch st  syll/s  words/m  "
         "labels\n";
  for (const auto& [variant, card] : test.cards) {
    char head[96];
    std::snprintf(head, sizeof head, "%-10s %-8s %7.1f %8.1f %8.1f ", std::string(studio::to_string(variant)).c_str(),
                  std::string(score::title(card.verdict)).c_str(), card.overall, card.acoustic.score.value_or(0.0),
                  card.delivery.score.value_or(0.0));
    out << head << cell(card, MeasureId::SnrDb, "%8.1f") << cell(card, MeasureId::ClippedPercent, "%8.2f")
        << cell(card, MeasureId::BandwidthHz, "%9.0f") << cell(card, MeasureId::Srmr, "%6.1f")
        << cell(card, MeasureId::F0SpreadSt, "%10.2f") << cell(card, MeasureId::SyllableRateHz, "%8.2f")
        << pace_cell(test.words_per_minute[static_cast<std::size_t>(variant)]) << "  ";
    for (const auto& label : card.labels) out << (&label == &card.labels.front() ? "" : ", ") << label;
    out << "\n";
  }
}

struct SelfTestArguments {
  std::string path;
  bool no_transcript = false;
};

std::string mark(const studio::Expectation& expectation, const Terminal& terminal) {
  if (expectation.is_skipped) return terminal.paint(Ink::Dim, "– SKIPPED: ");
  return expectation.holds ? terminal.paint(Ink::Good, "✔ ") : terminal.paint(Ink::Bad, "✖ ");
}

ExitCode run_selftest_command(const SelfTestArguments& arguments, Environment& environment) {
  const Terminal& terminal = environment.terminal;
  const std::string& path = arguments.path;
  const auto audio = path.empty() ? studio::synthesised_speech() : studio::read_audio(path);
  if (!audio.ok()) {
    terminal.err << "timbre: " << printable(audio.error().message) << "\n";
    return exit_code_of(audio.error().kind);
  }
  studio::HearSamples hear;
  if (!arguments.no_transcript) {
    environment.heed_interrupts();
    hear = [&environment](const audio::AudioView& take) {
      studio::TranscribeFileOptions options;
      options.cancel = environment.cancel;
      return studio::transcribe_samples(take, environment.disk, options);
    };
    terminal.err << "Ten variants are judged, and the words of three of them heard …\n";
  }
  const auto test = studio::run_selftest(audio->view(), hear);
  if (!test.ok()) {
    terminal.err << "timbre: " << (path.empty() ? "synthesised speech" : printable(path)) << ": "
                 << test.error().message << "\n";
    return exit_code_of(test.error().kind);
  }
  print_table(*test, terminal.out);
  terminal.out << "\n";
  for (const auto& expectation : test->expectations) {
    terminal.out << mark(expectation, terminal) << expectation.text
                 << terminal.paint(Ink::Dim, "  (" + expectation.seen + ")") << "\n";
  }
  terminal.out << (test->holds() ? "The judgement holds.\n" : "The judgement does NOT hold.\n");
  return test->holds() ? ExitCode::Done : ExitCode::AnswerIsNo;
}

}  // namespace

void add_selftest_command(CLI::App& app, Environment& environment, std::optional<ExitCode>& code) {
  const auto arguments = std::make_shared<SelfTestArguments>();
  auto* command = app.add_subcommand("selftest", "Spoil a clean take in known ways and prove that the ranking holds");
  command->add_option("file", arguments->path, "A clean take; without one, speech made by espeak-ng");
  command->add_flag("--no-transcript", arguments->no_transcript, "Leave out the words: pace by syllables only");
  command->callback([arguments, &environment, &code] { code = run_selftest_command(*arguments, environment); });
}

}  // namespace timbre::cli
