#include "accuracy/vad_trial.h"

#include <array>
#include <cstdio>

#include "measure/voice_activity_detector.h"

namespace timbre::accuracy {
namespace {

constexpr std::array<const char*, 5> kCorpora{"librivox", "ljspeech", "kerstin", "librispeech", "vctk"};
constexpr std::array<double, 3> kSnrsDb{20.0, 10.0, 5.0};

VadCount counted(const Take& take, const Samples& samples, const Detector& detector) {
  VadCount count;
  const measure::VoiceActivity found = detector(take.rate_hz, samples);
  for (std::size_t t = 0; t < take.is_speech.size() && t < found.is_speech.size(); ++t) {
    const bool wanted = take.is_speech[t] != 0;
    const bool heard = found.is_speech[t] != 0;
    count.frame_count += 1;
    count.right += wanted == heard ? 1 : 0;
    count.speech += wanted ? 1 : 0;
    count.speech_found += wanted && heard ? 1 : 0;
    count.inserted += take.is_inserted[t] != 0 ? 1 : 0;
    count.inserted_clean += take.is_inserted[t] != 0 && !heard ? 1 : 0;
  }
  return count;
}

std::string percent(double part, double whole) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%.1f", whole > 0 ? 100.0 * part / whole : 0.0);
  return text.data();
}

std::string snr_name(double snr_db) { return std::to_string(static_cast<int>(snr_db)) + " dB"; }

void add_take(std::vector<VadCount>& counts, const std::string& corpus, const Take& take,
              const std::vector<Clip>& noises, const Detector& detector) {
  const auto keep = [&](VadCount count, const std::string& condition) {
    count.corpus = corpus;
    count.condition = condition;
    counts.push_back(count);
  };
  keep(counted(take, take.samples, detector), "clean");
  const double level = active_level_dbfs(take.samples, take.rate_hz);
  for (const Clip& noise : noises) {
    const Samples long_noise = noise_for(noise, take.rate_hz, take.samples.size(), 5);
    for (const double snr : kSnrsDb) {
      const auto count = counted(take, mixed_at(take.samples, long_noise, level, snr), detector);
      keep(count, snr_name(snr));
      keep(count, noise.name + " " + snr_name(snr));
    }
  }
}

}  // namespace

measure::VoiceActivity own_detector(int rate_hz, const Samples& samples) {
  auto found = measure::measure_voice_activity({rate_hz, samples});
  return found.ok() ? std::move(*found) : measure::VoiceActivity{};
}

std::vector<Take> takes_of(const std::string& corpus) {
  std::vector<Take> takes;
  const auto clips = read_clips("speech/" + corpus);
  for (std::size_t i = 0; i < clips.size();) {
    std::vector<Clip> group;
    while (i < clips.size() && group.size() < 3 &&
           (group.empty() || clips[i].name.substr(0, 3) == group[0].name.substr(0, 3))) {
      group.push_back(clips[i++]);
    }
    takes.push_back(take_with_pauses(group, 100 + i));
  }
  return takes;
}

std::vector<VadCount> run_vad_grid(std::size_t stride, const Detector& detector) {
  std::vector<VadCount> counts;
  auto noises = read_clips("noise");
  for (auto& noise : synthetic_noises()) noises.push_back(std::move(noise));
  for (const Clip& noise : noises) {
    VadCount count;
    const measure::VoiceActivity found = detector(noise.rate_hz, noise.samples);
    count.frame_count = static_cast<double>(found.is_speech.size());
    count.inserted = count.frame_count;
    count.inserted_clean = count.right = count.frame_count - found.speech_s() / found.hop_s;
    count.corpus = noise.name;
    count.condition = "noise only";
    counts.push_back(count);
  }
  std::size_t index = 0;
  for (const char* corpus : kCorpora) {
    for (const Take& take : takes_of(corpus)) {
      add_take(counts, corpus, take, index++ % stride == 0 ? noises : std::vector<Clip>{}, detector);
    }
  }
  return counts;
}

VadCount total_of(const std::vector<VadCount>& counts, const std::string& condition) {
  VadCount total;
  for (const auto& count : counts) {
    if (count.condition != condition) continue;
    total.frame_count += count.frame_count;
    total.right += count.right;
    total.speech += count.speech;
    total.speech_found += count.speech_found;
    total.inserted += count.inserted;
    total.inserted_clean += count.inserted_clean;
  }
  return total;
}

std::string vad_table(const std::vector<VadCount>& counts) {
  std::vector<std::pair<std::string, VadCount>> rows;
  std::vector<std::string> seen;
  const auto add = [&](const std::string& name, const std::vector<VadCount>& from, const std::string& condition) {
    for (const auto& s : seen) {
      if (s == name) return;
    }
    seen.push_back(name);
    rows.emplace_back(name, total_of(from, condition));
  };
  for (const char* corpus : kCorpora) {
    std::vector<VadCount> of_corpus;
    for (const auto& count : counts) {
      if (count.corpus == corpus) of_corpus.push_back(count);
    }
    add(std::string("clean, ") + corpus, of_corpus, "clean");
  }
  add("clean, all", counts, "clean");
  for (const double snr : kSnrsDb) add("all noises, " + snr_name(snr), counts, snr_name(snr));
  for (const auto& count : counts) {
    if (count.condition == "noise only") {
      rows.emplace_back("noise only: " + count.corpus, count);
    } else if (count.condition.find(' ') != count.condition.rfind(' ')) {
      add(count.condition, counts, count.condition);
    }
  }
  std::string table =
      "| condition | frames | right % | speech found % | inserted pause kept % | natural pause kept % "
      "|\n|---|---|---|---|---|---|\n";
  for (const auto& [name, c] : rows) {
    table += "| " + name + " | " + std::to_string(static_cast<long>(c.frame_count)) + " | " +
             percent(c.right, c.frame_count) + " | " + (c.speech > 0 ? percent(c.speech_found, c.speech) : "–") +
             " | " + percent(c.inserted_clean, c.inserted) + " | " +
             percent(c.right - c.speech_found - c.inserted_clean, c.frame_count - c.speech - c.inserted) + " |\n";
  }
  return table;
}

}  // namespace timbre::accuracy
