#include "voice_report.h"

#include <cstdio>

#include "dsp/statistics.h"

namespace timbre::app {
namespace {

std::vector<const Clip*> clips_of(const SystemClips& system) {
  std::vector<const Clip*> clips;
  for (const Clip& clip : system.clips) clips.push_back(&clip);
  return clips;
}

std::vector<const Clip*> clips_of(const SystemClips& system, std::size_t person) {
  std::vector<const Clip*> clips;
  for (const Clip& clip : system.clips) {
    if (clip.person == person) clips.push_back(&clip);
  }
  return clips;
}

/// Of a system that was left out, an empty column.
eval::VoiceScore score_or_empty(const SystemClips& system, const std::vector<const Clip*>& clips,
                                const std::vector<Person>& people) {
  if (clips.empty()) return {.system = system.name, .title = system.title};
  return score_of(system, clips, people);
}

std::vector<eval::VoiceScore> all_scores(const VoiceTrial& trial) {
  std::vector<eval::VoiceScore> scores;
  for (const auto& system : trial.systems) scores.push_back(score_or_empty(system, clips_of(system), trial.people));
  return scores;
}

Json clip_json(const Clip& clip) {
  Json json = Json::object();
  if (clip.sentence.empty()) {
    json["file"] = clip.file;
  } else {
    json["sentence"] = clip.sentence;
    json["heard"] = clip.heard.transcript;
  }
  const auto& identity = clip.identity;
  json["trials"] = identity.trials;
  json["accepted"] = identity.accepted;
  json["cosine"] = identity.trials > 0 ? Json(identity.cosine_sum / static_cast<double>(identity.trials)) : Json();
  json["is_identified"] = identity.is_identified;
  json["dnsmos_overall"] = clip.heard.quality ? Json(clip.heard.quality->mos) : Json();
  json["duration_s"] = clip.heard.duration_s;
  return json;
}

/// A person's own numbers; what speaking took is not theirs.
Json person_system_json(const VoiceTrial& trial, const SystemClips& system, std::size_t person) {
  const auto clips = clips_of(system, person);
  SystemClips without_cost{.name = system.name, .title = system.title, .clips = {}, .cost = {}};
  const std::vector<eval::VoiceScore> scores{score_or_empty(without_cost, clips, trial.people)};
  Prosody prosody;
  Json each = Json::array();
  for (const Clip* clip : clips) {
    prosody.add(clip->heard.prosody);
    each.push_back(clip_json(*clip));
  }
  Json json = eval::voice_table_json(scores, {})["systems"][0];
  json["f0_median_hz"] = prosody.f0_median_hz();
  json["syllables_hz"] = prosody.syllables_hz();
  json["clips"] = std::move(each);
  return json;
}

Json person_json(const VoiceTrial& trial, std::size_t index) {
  const Person& person = trial.people[index];
  Json systems = Json::array();
  for (const auto& system : trial.systems) systems.push_back(person_system_json(trial, system, index));
  return {{"name", person.reference.speaker},
          {"reference_s", static_cast<double>(person.reference.samples.size()) / kJudgedAtHz},
          {"reference_files", person.reference_files},
          {"other_recordings", person.others.size()},
          {"f0_median_hz", person.reference_prosody.f0_median_hz()},
          {"syllables_hz", person.all_prosody.syllables_hz()},
          {"systems", std::move(systems)}};
}

}  // namespace

std::string voice_report_text(const VoiceTrial& trial) {
  char head[400];
  std::snprintf(
      head, sizeof head,
      "%zu speakers, %zu sentences. Accepted from a likeness of %.3f (cosine %.3f), where %.1f %% (%.1f %%) of "
      "%zu pairs of one speaker's recordings\nand of %zu pairs of two are mistaken, by %s.\n\n",
      trial.people.size(), trial.sentences.size(), trial.threshold.likeness, trial.threshold.cosine,
      100.0 * trial.threshold.likeness_error, 100.0 * trial.threshold.cosine_error, trial.threshold.same_pairs,
      trial.threshold.others_pairs, trial.encoder.c_str());
  std::string text = head + eval::voice_table(all_scores(trial), trial.skipped);
  for (const auto& note : trial.notes) text += "\n" + note + "\n";
  return text;
}

Json voice_report_json(const VoiceTrial& trial) {
  Json json = eval::voice_table_json(all_scores(trial), trial.skipped);
  for (std::size_t i = 0; i < trial.systems.size(); ++i) {
    const auto& cost = trial.systems[i].cost;
    json["systems"][i]["first_audio_wall_ms"] =
        cost.first_wall_ms.empty() ? Json() : Json(dsp::median(cost.first_wall_ms));
  }
  json["encoder"] = trial.encoder;
  json["seed"] = trial.seed;
  json["threshold"] = {{"likeness", trial.threshold.likeness},     {"likeness_error", trial.threshold.likeness_error},
                       {"cosine", trial.threshold.cosine},         {"cosine_error", trial.threshold.cosine_error},
                       {"same_pairs", trial.threshold.same_pairs}, {"different_pairs", trial.threshold.others_pairs}};
  json["notes"] = trial.notes;
  json["sentences"] = trial.sentences;
  Json speakers = Json::array();
  for (std::size_t p = 0; p < trial.people.size(); ++p) speakers.push_back(person_json(trial, p));
  json["speakers"] = std::move(speakers);
  return json;
}

}  // namespace timbre::app
