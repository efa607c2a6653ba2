// How often another voice in a take is found (docs/speaker.md): recordings of a corpus's held-out speakers are joined,
// of one speaker or with some of another's in between, and heard as `timbre score` hears a take. Prints the table.
//
//   voices_accuracy CORPUS_FOLDER MANIFEST SPLIT [TRIALS [SEED [MODELS]]] [--each]
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <map>
#include <string>
#include <vector>

#include "audio/codec/decode.h"
#include "base/file_system.h"
#include "base/random.h"
#include "eval/manifest.h"
#include "measure/take_meter.h"
#include "speaker/voice_tracker.h"

namespace timbre {
namespace {

constexpr double kHostS = 14.0;

struct Task {
  std::filesystem::path folder;
  std::map<std::string, std::vector<std::string>> files;  ///< by speaker
  std::vector<std::string> speakers;
  SeededRandom random{1};

  std::size_t below(std::size_t count) { return static_cast<std::size_t>(random.next() % count); }
};

struct Trial {
  audio::AudioBuffer sound;
  std::optional<TimeRange> other;
};

audio::AudioBuffer levelled(const std::filesystem::path& path) {
  auto decoded = audio::decode_file(path);
  if (!decoded.ok()) {
    std::fprintf(stderr, "%s\n", decoded.error().message.c_str());
    std::exit(1);
  }
  audio::AudioBuffer sound = std::move(decoded->audio);
  double square = 1e-12;
  for (const float x : sound.view().channel(0)) square += static_cast<double>(x) * x;
  const double gain = 0.05 / std::sqrt(square / static_cast<double>(sound.frame_count()));
  for (float& x : sound.channel(0)) x = static_cast<float>(std::clamp(x * gain, -1.0, 1.0));
  return sound;
}

/// Different recordings of one speaker, one after the other, at least so long.
std::vector<audio::AudioBuffer> some(Task& task, const std::string& speaker, double seconds) {
  std::vector<std::string> files = task.files.at(speaker);
  std::vector<audio::AudioBuffer> sounds;
  double length_s = 0;
  while (!files.empty() && length_s < seconds) {
    const std::size_t at = task.below(files.size());
    sounds.push_back(levelled(task.folder / files[at]));
    files.erase(files.begin() + static_cast<std::ptrdiff_t>(at));
    length_s += sounds.back().view().duration_s();
  }
  return sounds;
}

/// Cut to its length, so that what is joined is as long as the table says.
audio::AudioBuffer joined(const std::vector<audio::AudioBuffer>& sounds, double seconds) {
  audio::AudioBuffer whole(sounds.front().format(), 0);
  for (const auto& sound : sounds) whole.append(sound.view());
  const auto frames = static_cast<std::size_t>(seconds * whole.view().sample_rate_hz());
  audio::AudioBuffer cut(whole.format(), 0);
  cut.append(whole.view().slice(0, frames));
  return cut;
}

/// `other_s` of another speaker in 14 s of one: before, in between or behind; 0: nobody else.
Trial make_trial(Task& task, double other_s) {
  const std::string& speaker = task.speakers[task.below(task.speakers.size())];
  const audio::AudioBuffer host = joined(some(task, speaker, kHostS), kHostS);
  Trial trial{host, {}};
  if (other_s == 0) return trial;
  std::string guest = speaker;
  while (guest == speaker) guest = task.speakers[task.below(task.speakers.size())];
  const double at_s = static_cast<double>(task.below(3)) * kHostS / 2;
  const auto at = static_cast<std::size_t>(at_s * host.view().sample_rate_hz());
  const audio::AudioBuffer other = joined(some(task, guest, other_s), other_s);
  audio::AudioBuffer whole(host.format(), 0);
  whole.append(host.view().slice(0, at));
  whole.append(other.view());
  whole.append(host.view().slice(at, host.frame_count() - at));
  trial.sound = std::move(whole);
  trial.other = TimeRange{at_s, at_s + other.view().duration_s()};
  return trial;
}

struct Outcome {
  speaker::VoiceSplit split;
  bool is_found = false;
  double covered = 0;  ///< share of the other voice's time that is marked
  double wrong_s = 0;  ///< time marked that is not the other voice's
};

std::optional<Outcome> outcome_of(const std::shared_ptr<const speaker::SpeakerEncoder>& encoder, const Trial& trial) {
  const auto measured = measure::measure_take(trial.sound.view());
  if (!measured.ok()) return std::nullopt;
  const auto speech = measured->activity.segments();
  speaker::VoiceTracker tracker(encoder, trial.sound.view().sample_rate_hz());
  tracker.push(trial.sound.view());
  const auto windows = tracker.windows(speech);
  if (!windows.ok()) return std::nullopt;
  const auto split = speaker::split_voices(windows->embeddings);
  if (!split) return std::nullopt;
  const auto voices = speaker::voices_in(*windows);
  if (!voices.ok()) return std::nullopt;
  Outcome outcome{*split, !voices->others.empty()};
  for (const TimeRange& range : voices->others) {
    const double inside =
        trial.other
            ? std::max(0.0, std::min(range.end_s, trial.other->end_s) - std::max(range.start_s, trial.other->start_s))
            : 0.0;
    outcome.covered += trial.other ? inside / (trial.other->end_s - trial.other->start_s) : 0.0;
    outcome.wrong_s += range.end_s - range.start_s - inside;
  }
  return outcome;
}

void run_row(Task& task, const std::shared_ptr<const speaker::SpeakerEncoder>& encoder, double other_s, int trials,
             bool prints_each) {
  int heard = 0;
  int found = 0;
  double covered = 0;
  double wrong_s = 0;
  for (int i = 0; i < trials; ++i) {
    const auto outcome = outcome_of(encoder, make_trial(task, other_s));
    if (!outcome) continue;
    ++heard;
    if (prints_each) {
      std::printf("%.0f,%zu,%.4f,%.4f,%zu\n", other_s, outcome->split.other_count, outcome->split.cosine,
                  outcome->split.contrast, outcome->split.is_other.size());
    }
    if (!outcome->is_found) continue;
    ++found;
    covered += outcome->covered;
    wrong_s += outcome->wrong_s;
  }
  if (prints_each) return;
  std::printf("| %.0f s | %d | %d (%.1f %%) |", other_s, heard, found, 100.0 * found / std::max(heard, 1));
  if (other_s == 0 || found == 0) {
    std::printf(" | |\n");
  } else {
    std::printf(" %.0f %% | %.1f s |\n", 100.0 * covered / found, wrong_s / found);
  }
  std::fflush(stdout);
}

int run(std::vector<std::string> arguments) {
  const auto each = std::find(arguments.begin(), arguments.end(), "--each");
  const bool prints_each = each != arguments.end();
  if (prints_each) arguments.erase(each);
  if (arguments.size() < 3) {
    std::fprintf(stderr, "voices_accuracy CORPUS_FOLDER MANIFEST SPLIT [TRIALS [SEED [MODELS]]] [--each]\n");
    return 2;
  }
  PosixFileSystem disk;
  const std::filesystem::path models = arguments.size() > 5 ? arguments[5] : speaker::shipped_models_folder().string();
  const auto encoder = speaker::SpeakerEncoder::open(models, disk);
  const auto utterances = eval::read_manifest(disk, arguments[1]);
  if (!encoder.ok() || !utterances.ok()) {
    std::fprintf(stderr, "%s\n", (encoder.ok() ? utterances.error() : encoder.error()).message.c_str());
    return 1;
  }
  Task task;
  task.folder = arguments[0];
  for (const eval::Utterance& one : *utterances)
    if (one.split == arguments[2]) task.files[one.speaker].push_back(one.file);
  for (const auto& [speaker, files] : task.files) task.speakers.push_back(speaker);
  if (task.speakers.size() < 2) {
    std::fprintf(stderr, "'%s' has fewer than two speakers in the split '%s'\n", arguments[1].c_str(),
                 arguments[2].c_str());
    return 1;
  }
  const int trials = arguments.size() > 3 ? std::stoi(arguments[3]) : 100;
  task.random = SeededRandom(arguments.size() > 4 ? std::stoull(arguments[4]) : 1);
  if (!prints_each) {
    std::printf("%zu speakers, 14 s of one voice; the encoder %s\n\n", task.speakers.size(),
                (*encoder)->card().name.c_str());
    std::printf(
        "| of another voice | takes | said to have one | of it marked | marked too much |\n|---|---|---|---|---|\n");
  }
  for (const double other_s : {0.0, 3.0, 5.0, 8.0}) run_row(task, *encoder, other_s, trials, prints_each);
  return 0;
}

}  // namespace
}  // namespace timbre

int main(int argc, char** argv) { return timbre::run({argv + 1, argv + argc}); }
