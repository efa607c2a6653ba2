#include "alignment/edit_trials.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <sstream>

#include "accuracy/material.h"
#include "base/random.h"
#include "base/testing/test_data.h"
#include "dsp/resample.h"

namespace timbre::alignment {
namespace {

constexpr int kRateHz = 16000;
constexpr std::size_t kFade = 160;

// Ordinary words, short and long, none of them a number.
constexpr std::array kOrdinaryWords{"green",  "table",  "river",  "window",  "never",  "morning", "people", "small",
                                    "water",  "house",  "often",  "under",   "really", "paper",   "garden", "quick",
                                    "yellow", "doctor", "before", "music",   "not",    "very",    "then",   "but",
                                    "happy",  "winter", "street", "because", "today",  "little"};

std::vector<std::string> split(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

SpokenClip read_spoken(const std::filesystem::path& path, const std::string& text) {
  const accuracy::Clip clip = accuracy::read_clip(path);
  if (clip.samples.empty()) return {};
  return {path.stem().string(), dsp::resample(clip.samples, clip.rate_hz, kRateHz), split(text), "en"};
}

std::string plain(const std::string& word) {
  std::string out;
  for (const char c : word) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '\'' || c == '-')
      out.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
  }
  return out;
}

std::size_t below(Random& random, std::size_t count) {
  return static_cast<std::size_t>(random.uniform() * static_cast<double>(count));
}

/// A word of the list that is neither the word at `index` nor beside it.
std::string ordinary_word(const std::vector<std::string>& words, std::size_t index, Random& random) {
  for (;;) {
    const std::string word = kOrdinaryWords[below(random, kOrdinaryWords.size())];
    bool is_near = false;
    for (std::size_t i = index > 0 ? index - 1 : 0; i < std::min(words.size(), index + 2); ++i)
      is_near = is_near || plain(words[i]) == word;
    if (!is_near) return word;
  }
}

bool has_equal_neighbour(const std::vector<std::string>& words, std::size_t k) {
  return (k > 0 && plain(words[k - 1]) == plain(words[k])) ||
         (k + 1 < words.size() && plain(words[k + 1]) == plain(words[k]));
}

Trial text_trial(TrialKind kind, const SpokenClip& clip, std::size_t k, Random& random) {
  using asr::Reading;
  std::vector<std::string> words = clip.words;
  const auto at = words.begin() + static_cast<std::ptrdiff_t>(k);
  Trial trial{kind, 0, k, "", {}, {}};
  switch (kind) {
    case TrialKind::Deleted:
      words.erase(at);
      trial.right = {{{Reading::Added, k}}};
      break;
    case TrialKind::Inserted:
      words.insert(at, ordinary_word(clip.words, k, random));
      trial.right = {{{Reading::Skipped, k}}};
      break;
    case TrialKind::Replaced:
      *at = ordinary_word(clip.words, k, random);
      trial.right = {{{Reading::Changed, k}}};
      break;
    case TrialKind::Exchanged:
      std::swap(words[k], words[k + 1]);
      trial.right = {{{Reading::Changed, k}, {Reading::Changed, k + 1}},
                     {{Reading::Skipped, k + 1}, {Reading::Added, k}},
                     {{Reading::Skipped, k}, {Reading::Added, k + 2}}};
      break;
    default:
      words.insert(at, plain(*at));
      trial.right = {{{Reading::Skipped, k}}, {{Reading::Skipped, k + 1}}};
      break;
  }
  trial.text = text_of(words);
  return trial;
}

void append_faded(std::vector<float>& out, std::span<const float> next) {
  const std::size_t fade = std::min({kFade, out.size(), next.size()});
  for (std::size_t i = 0; i < fade; ++i) {
    const float share = static_cast<float>(i + 1) / static_cast<float>(fade + 1);
    float& held = out[out.size() - fade + i];
    held = (1.0F - share) * held + share * next[i];
  }
  out.insert(out.end(), next.begin() + static_cast<std::ptrdiff_t>(fade), next.end());
}

/// [0, first_end) then [second_start, end), with each side lengthened by half the fade, which overlaps.
std::vector<float> joined(const std::vector<float>& samples, double first_end_s, double second_start_s) {
  const auto sample = [&](double time_s) {
    return std::min(samples.size(), static_cast<std::size_t>(std::max(0.0, time_s) * kRateHz));
  };
  const double half_s = 0.5 * kFade / kRateHz;
  std::vector<float> out(samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(sample(first_end_s + half_s)));
  append_faded(out, std::span(samples).subspan(sample(second_start_s - half_s)));
  return out;
}

Trial sound_trial(TrialKind kind, const SpokenClip& clip, std::size_t k, const std::vector<TimeRange>& times,
                  Random& random) {
  using asr::Reading;
  Trial trial{kind, 0, k, text_of(clip.words), {}, {}};
  if (kind == TrialKind::Cut) {
    trial.samples = joined(clip.samples, times[k].start_s, times[k].end_s);
    trial.right = {{{Reading::Skipped, k}}};
    return trial;
  }
  const std::size_t most = std::min<std::size_t>(6, clip.words.size() - k);
  const std::size_t count = kind == TrialKind::SaidTwice ? 1 : 2 + below(random, most - 1);
  trial.samples = joined(clip.samples, times[k + count - 1].end_s, times[k].start_s);
  std::vector<Edit> edits;
  for (std::size_t i = 0; i < count; ++i) edits.push_back({Reading::Repeated, k + i});
  trial.right = {edits};
  return trial;
}

/// Where each word lies, from the true text; empty when that did not work.
std::vector<TimeRange> word_times(const SpokenClip& clip) {
  const auto aligned = asr::align(clip.samples, text_of(clip.words), {"en", false, {}});
  std::vector<TimeRange> times;
  if (!aligned.ok()) return times;
  for (const auto& word : aligned->words) times.push_back(word.range);
  if (times.size() != clip.words.size()) times.clear();
  return times;
}

bool is_of_sound(TrialKind kind) {
  return std::find(std::begin(kSoundKinds), std::end(kSoundKinds), kind) != std::end(kSoundKinds);
}

bool fits(TrialKind kind, const std::vector<std::string>& words, std::size_t k) {
  if (has_equal_neighbour(words, k)) return false;
  const bool needs_next = kind == TrialKind::Exchanged || kind == TrialKind::PhraseTwice;
  return !needs_next || k + 1 < words.size();
}

}  // namespace

const char* to_string(TrialKind kind) {
  constexpr std::array kNames{"deleted", "inserted", "replaced",   "exchanged",
                              "doubled", "cut",      "said twice", "phrase twice"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string text_of(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

std::vector<SpokenClip> read_test_clips() {
  const auto speech = test_data_folder() / "speech";
  std::vector<SpokenClip> clips;
  const auto add = [&](const std::filesystem::path& path, const std::string& text) {
    SpokenClip clip = read_spoken(path, text);
    if (!clip.samples.empty() && !clip.words.empty()) clips.push_back(std::move(clip));
  };
  std::ifstream novel(speech / "librivox/en_ohenry_chenevert.txt");
  add(speech / "librivox/en_ohenry_chenevert.wav", {std::istreambuf_iterator<char>(novel), {}});
  for (const char* corpus : {"ljspeech", "vctk"}) {
    std::ifstream table(speech / corpus / "metadata.csv");
    for (std::string line; std::getline(table, line);) {
      add(speech / corpus / (line.substr(0, line.find('|')) + ".wav"), line.substr(line.rfind('|') + 1));
    }
  }
  add(speech / "jfk.wav",
      "And so, my fellow Americans, ask not what your country can do for you; ask what you can do for your country.");
  return clips;
}

std::vector<SpokenClip> read_clips_of_every_language() {
  std::vector<SpokenClip> clips = read_test_clips();
  const auto folder = test_data_folder() / "speech/kerstin";
  std::ifstream table(folder / "metadata.csv");
  for (std::string line; std::getline(table, line);) {
    SpokenClip clip =
        read_spoken(folder / (line.substr(0, line.find('|')) + ".flac"), line.substr(line.rfind('|') + 1));
    clip.language = "de";
    if (!clip.samples.empty()) clips.push_back(std::move(clip));
  }
  return clips;
}

std::vector<SpokenClip> read_listed_clips(const std::string& list) {
  std::ifstream table(list);
  std::vector<SpokenClip> clips;
  for (std::string line; std::getline(table, line);) {
    const std::size_t bar = line.find('|');
    if (bar == std::string::npos) continue;
    SpokenClip clip = read_spoken(line.substr(0, bar), line.substr(bar + 1));
    if (!clip.samples.empty()) clips.push_back(std::move(clip));
  }
  return clips;
}

std::vector<Trial> make_trials(const std::vector<SpokenClip>& clips, const std::vector<TrialKind>& kinds, int per_kind,
                               std::uint64_t seed) {
  SeededRandom random(seed);
  std::vector<std::vector<TimeRange>> times(clips.size());
  std::vector<Trial> trials;
  std::size_t clip_index = 0;
  for (const TrialKind kind : kinds) {
    for (int made = 0; made < per_kind;) {
      clip_index = (clip_index + 1) % clips.size();
      const SpokenClip& clip = clips[clip_index];
      const std::size_t k = below(random, clip.words.size());
      if (!fits(kind, clip.words, k)) continue;
      if (is_of_sound(kind) && times[clip_index].empty()) times[clip_index] = word_times(clip);
      if (is_of_sound(kind) && times[clip_index].empty()) return {};
      Trial trial =
          is_of_sound(kind) ? sound_trial(kind, clip, k, times[clip_index], random) : text_trial(kind, clip, k, random);
      trial.clip = clip_index;
      trials.push_back(std::move(trial));
      ++made;
    }
  }
  return trials;
}

std::vector<Edit> edits_of(const asr::Alignment& alignment) {
  std::vector<Edit> edits;
  for (const auto& word : alignment.words) {
    const Edit edit{word.reading, word.index};
    if (word.reading == asr::Reading::Read) continue;
    if (word.reading == asr::Reading::Added && !edits.empty() && edits.back() == edit) continue;
    edits.push_back(edit);
  }
  std::sort(edits.begin(), edits.end());
  return edits;
}

std::string to_string(const std::vector<Edit>& edits) {
  std::string out;
  for (const Edit& edit : edits)
    out += (out.empty() ? "" : " ") + std::string(asr::to_string(edit.reading)) + "@" + std::to_string(edit.index);
  return out.empty() ? "nothing" : out;
}

bool is_right(const Trial& trial, const std::vector<Edit>& found) {
  return std::any_of(trial.right.begin(), trial.right.end(), [&](std::vector<Edit> right) {
    std::sort(right.begin(), right.end());
    return right == found;
  });
}

}  // namespace timbre::alignment
