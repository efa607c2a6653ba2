// Prints docs/alignment-edits.md's tables: edit_accuracy [--seed N] [--per-kind N] [--sound] [--list FILE] [--verbose]

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <map>

#include "alignment/edit_trials.h"

using namespace timbre;
using namespace timbre::alignment;

namespace {

struct Settings {
  std::uint64_t seed = 2026;
  int per_kind = 40;
  bool is_of_sound = false;
  bool is_verbose = false;
  std::string list;
};

Settings read_settings(int argc, char** argv) {
  Settings settings;
  for (int i = 1; i < argc; ++i) {
    const std::string name = argv[i];
    const bool has_value = i + 1 < argc;
    if (name == "--sound") settings.is_of_sound = true;
    if (name == "--verbose") settings.is_verbose = true;
    if (name == "--seed" && has_value) settings.seed = std::strtoull(argv[++i], nullptr, 10);
    if (name == "--per-kind" && has_value) settings.per_kind = std::atoi(argv[++i]);
    if (name == "--list" && has_value) settings.list = argv[++i];
  }
  return settings;
}

std::vector<Edit> found_in(const std::vector<float>& samples, const std::string& text) {
  const auto alignment = asr::align(samples, text);
  if (!alignment.ok()) std::printf("  error: %s\n", alignment.error().message.c_str());
  return alignment.ok() ? edits_of(*alignment) : std::vector<Edit>{};
}

int print_clean(const std::vector<SpokenClip>& clips) {
  int false_alarms = 0;
  std::size_t words = 0;
  for (const auto& clip : clips) {
    const auto found = found_in(clip.samples, text_of(clip.words));
    false_alarms += static_cast<int>(found.size());
    words += clip.words.size();
    std::printf("  %-24s %3zu words, reported: %s\n", clip.name.c_str(), clip.words.size(), to_string(found).c_str());
    for (const Edit& edit : found)
      std::printf("      %s\n", edit.index < clip.words.size() ? clip.words[edit.index].c_str() : "(end)");
  }
  std::printf("unedited: %zu words, %d false alarms\n", words, false_alarms);
  return false_alarms;
}

}  // namespace

int main(int argc, char** argv) {
  const Settings settings = read_settings(argc, argv);
  const auto clips = settings.list.empty() ? read_test_clips() : read_listed_clips(settings.list);
  if (clips.empty()) return std::fprintf(stderr, "no clips: set TIMBRE_TESTDATA\n"), 1;
  print_clean(clips);
  const std::vector<TrialKind> kinds = settings.is_of_sound
                                           ? std::vector<TrialKind>(std::begin(kSoundKinds), std::end(kSoundKinds))
                                           : std::vector<TrialKind>(std::begin(kTextKinds), std::end(kTextKinds));
  std::map<TrialKind, std::pair<int, int>> counts;
  int right = 0;
  const auto trials = make_trials(clips, kinds, settings.per_kind, settings.seed);
  for (const Trial& trial : trials) {
    const auto& clip = clips[trial.clip];
    const auto found = found_in(trial.samples.empty() ? clip.samples : trial.samples, trial.text);
    const bool is_good = is_right(trial, found);
    counts[trial.kind].first += is_good ? 1 : 0;
    counts[trial.kind].second += 1;
    right += is_good ? 1 : 0;
    if (!is_good && settings.is_verbose) {
      std::printf("  %s %s #%zu \"%s\": %s, wanted %s\n", clip.name.c_str(), to_string(trial.kind), trial.index,
                  clip.words[trial.index].c_str(), to_string(found).c_str(), to_string(trial.right.front()).c_str());
      std::printf("      %s\n", trial.text.c_str());
    }
  }
  for (const auto& [kind, count] : counts)
    std::printf("| %s | %d of %d | %.1f %% |\n", to_string(kind), count.first, count.second,
                100.0 * count.first / count.second);
  std::printf("| all | %d of %zu | %.1f %% |\n", right, trials.size(),
              100.0 * right / static_cast<double>(trials.size()));
}
