#include "voice_trial.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <sstream>

#include "base/parallel.h"
#include "built_in_system.h"
#include "dsp/resample.h"
#include "espeak_voice.h"
#include "flite_voice.h"
#include "voice_page.h"
#include "voice_report.h"
#include "voice_speaking.h"
#include "voice_trial_options.h"

namespace timbre::app {
namespace {

constexpr std::size_t kLargestText = 1U << 20U;

Result<std::vector<std::string>> read_sentences(const VoiceTrialOptions& options, FileSystem& disk) {
  TRY(const std::string text, disk.read(options.text, kLargestText));
  std::vector<std::string> sentences;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line) && sentences.size() < options.sentences;) {
    if (!plain_words(line).empty()) sentences.push_back(line);
  }
  if (sentences.empty()) return Error{ErrorKind::InvalidInput, options.text.string() + " holds no sentence"};
  return sentences;
}

Result<SystemClips> speak(const std::string& name, const VoiceTrialOptions& options, const VoiceTrial& trial,
                          FileSystem& disk) {
  if (name == "real") return own_recordings(trial.people);
  if (name == "clone") return speak_all(built_in_system(options.models, disk), trial.people, trial.sentences);
  if (name == "close") return speak_all(closely_fitted_system(options.models, disk), trial.people, trial.sentences);
  auto system = name == "flite" ? flite_voice() : espeak_voice(trial.sentences);
  if (!system.ok()) return system.error();
  return speak_all(*system, trial.people, trial.sentences);
}

std::string title_of(const std::string& name) {
  if (name == "clone") return "built-in voice";
  if (name == "close") return "after a quick fit";
  return name == "flite" ? "flite slt" : "espeak-ng";
}

/// A system that is not there is left out, and said.
Result<void> speak_everything(const VoiceTrialOptions& options, VoiceTrial& trial, FileSystem& disk) {
  for (const std::string& name : options.systems) {
    std::fprintf(stderr, "timbre-eval: %s speaks\n", name.c_str());
    auto spoken = speak(name, options, trial, disk);
    if (spoken.ok()) {
      trial.systems.push_back(std::move(*spoken));
    } else if (spoken.error().kind == ErrorKind::Unavailable || spoken.error().kind == ErrorKind::NotFound) {
      trial.systems.push_back({.name = name, .title = title_of(name), .clips = {}, .cost = {}});
      trial.notes.push_back(title_of(name) + " was left out: " + spoken.error().message);
    } else {
      return spoken.error();
    }
  }
  return {};
}

Result<Heard> hear_clip(VoiceEars& ears, const Clip& clip, const VoiceTrial& trial) {
  const auto samples = dsp::resample(clip.samples, clip.rate_hz, kJudgedAtHz);
  return ears.hear(samples, trial.people[clip.person].reference.speaker, clip.sentence);
}

Result<void> hear_everything(VoiceEars& ears, std::size_t thread_count, VoiceTrial& trial) {
  for (SystemClips& system : trial.systems) {
    std::fprintf(stderr, "timbre-eval: %s is heard\n", system.name.c_str());
    std::vector<std::optional<Error>> errors(system.clips.size());
    const bool is_alike = system.name == "flite";
    const std::size_t count = is_alike ? std::min(system.clips.size(), trial.sentences.size()) : system.clips.size();
    parallel_for(count, thread_count, [&](std::size_t i) {
      auto heard = hear_clip(ears, system.clips[i], trial);
      if (heard.ok())
        system.clips[i].heard = std::move(*heard);
      else
        errors[i] = heard.error();
    });
    for (const auto& error : errors) {
      if (error) return Error{error->kind, system.title + ": " + error->message};
    }
    for (std::size_t i = count; i < system.clips.size(); ++i) {
      system.clips[i].heard = system.clips[i - count].heard;
      system.clips[i].heard.voice.speaker = trial.people[system.clips[i].person].reference.speaker;
    }
  }
  return {};
}

std::vector<eval::LabelledEmbedding> voices_of(const std::vector<Clip>& clips) {
  std::vector<eval::LabelledEmbedding> voices;
  for (const Clip& clip : clips) voices.push_back(clip.heard.voice);
  return voices;
}

/// Who is taken for whom. The people's own recordings are always heard, asked for or not.
Result<void> identify_everything(const SystemClips& real, VoiceTrial& trial) {
  const auto recordings = voices_of(real.clips);
  TRY(trial.threshold, eval::acceptance_threshold(recordings));
  for (SystemClips& system : trial.systems) {
    const auto kind = system.name == "real" ? eval::Clips::Recordings : eval::Clips::Clones;
    TRY(const auto found, eval::identify(voices_of(system.clips), recordings, trial.threshold, kind));
    for (std::size_t i = 0; i < found.size(); ++i) system.clips[i].identity = found[i];
  }
  return {};
}

Result<void> judge(const VoiceTrialOptions& options, VoiceTrial& trial, FileSystem& disk) {
  const char* named = std::getenv("TIMBRE_MODELS");
  const std::filesystem::path models = named != nullptr ? named : "../shared/models";
  TRY(const auto ears, VoiceEars::open(options.models / "evaluation", models, disk));
  trial.encoder = ears->encoder_name();
  if (!ears->why_no_quality().empty()) {
    trial.skipped[eval::VoiceMeasure::DnsmosOverall] = ears->why_no_quality();
    trial.skipped[eval::VoiceMeasure::DnsmosSignal] = ears->why_no_quality();
    trial.skipped[eval::VoiceMeasure::DnsmosBackground] = ears->why_no_quality();
  }
  const bool has_real =
      std::any_of(trial.systems.begin(), trial.systems.end(), [](const SystemClips& s) { return s.name == "real"; });
  if (!has_real) trial.systems.push_back(own_recordings(trial.people));
  TRY_VOID(hear_everything(*ears, options.threads, trial));
  const auto real =
      std::find_if(trial.systems.begin(), trial.systems.end(), [](const SystemClips& s) { return s.name == "real"; });
  TRY_VOID(identify_everything(SystemClips(*real), trial));
  if (!has_real) trial.systems.pop_back();
  return {};
}

}  // namespace

std::string voice_trial_usage() {
  return "usage: timbre-eval voice --files FOLDER [--models FOLDER] [--speakers N] [--sentences N] [--text FILE]\n"
         "                         [--systems clone,close,flite,espeak,real] [--json FILE] [--html FOLDER] [--threads "
         "N]\n"
         "                         [--seed N]\n\n"
         "  --files      recordings named <speaker>-….flac of people who taught no model\n"
         "  --models     Timbre's models, those of evaluation/ among them; default: those beside this program\n"
         "  --html       writes a page to listen to, with its sounds and pictures\n";
}

Result<void> voice_trial(const std::vector<std::string>& words, FileSystem& disk) {
  TRY(const VoiceTrialOptions options, parse_voice_trial(words));
  VoiceTrial trial;
  trial.seed = options.seed;
  TRY(trial.sentences, read_sentences(options, disk));
  TRY(trial.people, read_people(disk, options.files, options.speakers, options.seed, options.threads));
  TRY_VOID(speak_everything(options, trial, disk));
  TRY_VOID(judge(options, trial, disk));
  std::fputs(voice_report_text(trial).c_str(), stdout);
  const Json report = voice_report_json(trial);
  if (!options.json.empty()) TRY_VOID(disk.write_atomically(options.json, report.dump(2) + "\n"));
  if (!options.html.empty()) TRY_VOID(write_voice_page(trial, report, options.html, disk));
  return {};
}

}  // namespace timbre::app
