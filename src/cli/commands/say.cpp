#include "cli/commands/say.h"

#include <memory>
#include <string>

#include "CLI/CLI.hpp"
#include "cli/news_line.h"

#include "audio/codec/wav_file_writer.h"
#include "base/utf8.h"
#include "clone/invented_voice.h"
#include "score/number_text.h"
#include "speaker/speaker_encoder.h"
#include "studio/align_file.h"
#include "studio/clone_sound.h"
#include "studio/staged_files.h"

namespace timbre::cli {
namespace {

struct SayArguments {
  std::string text;
  std::string text_file;
  std::string output;
  std::uint64_t number = 1;
  voice::SayOptions say;
  bool replace = false;
  bool quiet = false;
};

class SayCommand {
 public:
  SayCommand(const SayArguments& arguments, Environment& environment)
      : arguments_(arguments),
        environment_(environment),
        news_(environment.terminal, environment.terminal.shows_progress && !arguments.quiet) {}

  ExitCode run() {
    const auto done = speak();
    news_.wipe();
    if (done.ok()) return ExitCode::Done;
    environment_.terminal.err << "timbre: " << printable(done.error().message) << "\n";
    return exit_code_of(done.error().kind);
  }

 private:
  Result<void> speak() {
    environment_.heed_interrupts();
    std::string text = arguments_.text;
    if (!arguments_.text_file.empty()) {
      TRY(text, studio::read_text_file(arguments_.text_file, environment_.disk));
    }
    studio::StagedFiles files(environment_.disk, arguments_.replace);
    TRY_VOID(files.check(arguments_.output, arguments_.text_file));
    news_.say("finding voice " + std::to_string(arguments_.number));
    TRY(const auto voice, clone::InventedVoice::draw(arguments_.number, speaker::shipped_models_folder(),
                                                     environment_.disk, environment_.cancel));
    voice::SayOptions options = arguments_.say;
    options.cancel = environment_.cancel;
    TRY(const auto sound, voice.say(text, options));
    TRY(const auto file, files.open(arguments_.output));
    TRY_VOID(write(sound, *file));
    TRY_VOID(files.publish());
    news_.wipe();
    if (arguments_.quiet) return {};
    environment_.terminal.out << printable(arguments_.output) << ": "
                              << score::number_text(sound.view().duration_s(), 1) << " s in voice " << arguments_.number
                              << ", which is nobody's\n";
    return {};
  }

  Result<void> write(const audio::AudioBuffer& sound, OutputFile& file) {
    TRY(const auto writer, audio::open_wav_writer(file, sound.format(), audio::WavFileEncoding::Pcm16,
                                                  clone::invented_tags(arguments_.number, environment_.clock)));
    TRY_VOID(writer->write(studio::in_16_bits(sound.view()).view()));
    TRY_VOID(writer->finish());
    return file.sync();
  }

  const SayArguments& arguments_;
  Environment& environment_;
  NewsLine news_;
};

}  // namespace

void add_say_command(CLI::App& app, Environment& environment, std::optional<ExitCode>& code) {
  const auto arguments = std::make_shared<SayArguments>();
  auto* command =
      app.add_subcommand("say", "Have a text said in a voice that nobody has (for a person's voice: timbre clone)");
  auto* text = command->add_option("text", arguments->text, "The text");
  auto* file = command->add_option("--text-file", arguments->text_file, "A UTF-8 text file that holds it");
  file->excludes(text);
  command->add_option("-o,--output", arguments->output, "The WAV file to write")->required();
  command->add_option("--voice", arguments->number, "Which voice: each number is another, and always the same")
      ->capture_default_str();
  voice::VoiceControls& controls = arguments->say.controls;
  command->add_option("--speed", controls.speed, "0.5 to 2")->capture_default_str();
  command->add_option("--pitch", controls.pitch_st, "-6 to 6 semitones")->capture_default_str();
  command->add_option("--expressiveness", controls.expressiveness, "0 (monotone) to 2")->capture_default_str();
  command->add_option("--pauses", controls.pauses, "0 to 3 times as long")->capture_default_str();
  command->add_flag("--replace", arguments->replace, "Overwrite a file that is there");
  command->add_flag("-q,--quiet", arguments->quiet, "Only errors");
  command->callback([arguments, text, file, &environment, &code] {
    if (text->count() + file->count() == 0) throw CLI::RequiredError("a text, or --text-file");
    code = SayCommand(*arguments, environment).run();
  });
}

}  // namespace timbre::cli
