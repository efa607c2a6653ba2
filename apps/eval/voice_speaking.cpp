#include "voice_speaking.h"

#include <algorithm>
#include <chrono>

#include "resource_use.h"

namespace timbre::app {
namespace {

using WallClock = std::chrono::steady_clock;

double wall_ms_since(WallClock::time_point start) {
  return std::chrono::duration<double, std::milli>(WallClock::now() - start).count();
}

Result<Clip> speak_one(const SaySentence& say, const std::string& sentence, SpeakingCost& cost) {
  Clip clip;
  clip.sentence = sentence;
  double first_s = -1.0;
  double first_wall_ms = 0.0;
  const auto wall = WallClock::now();
  const double began_s = processor_s();
  TRY_VOID(say(sentence, [&](std::span<const float> block) {
    if (first_s < 0.0 && !block.empty()) {
      first_s = processor_s() - began_s;
      first_wall_ms = wall_ms_since(wall);
    }
    clip.samples.insert(clip.samples.end(), block.begin(), block.end());
  }));
  if (clip.samples.empty()) return Error{ErrorKind::Corrupt, "nothing was spoken"};
  cost.processor_s += processor_s() - began_s;
  cost.first_audio_ms.push_back(1000.0 * first_s);
  cost.first_wall_ms.push_back(first_wall_ms);
  return clip;
}

std::optional<double> memory_above(const Result<double>& idle_mib) {
  const auto peak_mib = peak_memory_mib();
  if (!idle_mib.ok() || !peak_mib.ok()) return {};
  return std::max(0.0, *peak_mib - *idle_mib);
}

Result<void> speak_as(const VoiceSystem& system, const std::vector<Person>& people, std::size_t person,
                      const std::vector<std::string>& sentences, SystemClips& into) {
  const auto idle_mib = settled_memory_mib();
  const double began_s = processor_s();
  TRY(const SaySentence say, system.as(people[person].reference));
  into.cost.learn_ms.push_back(1000.0 * (processor_s() - began_s));
  for (const std::string& sentence : sentences) {
    auto clip = speak_one(say, sentence, into.cost);
    if (!clip.ok()) return Error{clip.error().kind, "'" + sentence + "': " + clip.error().message};
    if (into.clips.empty()) into.cost.memory_mib = memory_above(idle_mib);
    clip->person = person;
    clip->rate_hz = system.rate_hz;
    into.cost.sound_s += static_cast<double>(clip->samples.size()) / system.rate_hz;
    into.clips.push_back(std::move(*clip));
  }
  return {};
}

}  // namespace

Result<SystemClips> speak_all(const VoiceSystem& system, const std::vector<Person>& people,
                              const std::vector<std::string>& sentences) {
  SystemClips spoken{.name = system.name, .title = system.title, .clips = {}, .cost = {}};
  for (std::size_t p = 0; p < people.size(); ++p) {
    if (p > 0 && system.is_everybody_alike) {
      for (std::size_t s = 0; s < sentences.size(); ++s) {
        spoken.clips.push_back(spoken.clips[s]);
        spoken.clips.back().person = p;
      }
      continue;
    }
    const auto said = speak_as(system, people, p, sentences, spoken);
    if (!said.ok()) {
      return Error{said.error().kind,
                   system.title + " as " + people[p].reference.speaker + ": " + said.error().message};
    }
  }
  return spoken;
}

SystemClips own_recordings(const std::vector<Person>& people) {
  SystemClips real{.name = "real", .title = "the speakers themselves", .clips = {}, .cost = {}};
  for (std::size_t p = 0; p < people.size(); ++p) {
    for (const auto& recording : people[p].others) {
      Clip clip;
      clip.person = p;
      clip.file = recording.file;
      clip.rate_hz = kJudgedAtHz;
      clip.samples = recording.samples;
      real.clips.push_back(std::move(clip));
    }
  }
  return real;
}

}  // namespace timbre::app
