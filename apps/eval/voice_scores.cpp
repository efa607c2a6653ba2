#include "voice_scores.h"

#include <cmath>
#include <map>

#include "dsp/statistics.h"

namespace timbre::app {
namespace {

using eval::VoiceMeasure;
using eval::VoiceScore;

constexpr double kSemitones = 12.0;

void add_words(const std::vector<const Clip*>& clips, VoiceScore& score) {
  double errors = 0.0;
  double said = 0.0;
  for (const Clip* clip : clips) {
    if (!clip->heard.words) continue;
    const auto& w = *clip->heard.words;
    errors += static_cast<double>(w.substitutions + w.deletions + w.insertions);
    said += static_cast<double>(w.hits + w.substitutions + w.deletions);
  }
  if (said > 0.0) score[VoiceMeasure::WordErrorPercent] = 100.0 * errors / said;
}

void add_identity(const std::vector<const Clip*>& clips, VoiceScore& score) {
  std::vector<eval::ClipIdentity> identities;
  for (const Clip* clip : clips) identities.push_back(clip->identity);
  const auto shares = eval::identity_shares(identities);
  score[VoiceMeasure::AcceptedPercent] = 100.0 * shares.accepted;
  score[VoiceMeasure::AcceptedByCosinePercent] = 100.0 * shares.accepted_by_cosine;
  score[VoiceMeasure::IdentifiedPercent] = 100.0 * shares.identified;
  score[VoiceMeasure::Cosine] = shares.mean_cosine;
}

void add_quality(const std::vector<const Clip*>& clips, VoiceScore& score) {
  double overall = 0.0;
  double signal = 0.0;
  double background = 0.0;
  double count = 0.0;
  for (const Clip* clip : clips) {
    if (!clip->heard.quality) continue;
    overall += clip->heard.quality->mos;
    signal += clip->heard.quality->sig.value_or(0.0);
    background += clip->heard.quality->bak.value_or(0.0);
    count += 1.0;
  }
  if (count == 0.0) return;
  score[VoiceMeasure::DnsmosOverall] = overall / count;
  score[VoiceMeasure::DnsmosSignal] = signal / count;
  score[VoiceMeasure::DnsmosBackground] = background / count;
}

/// A person's clips together against the person: single sentences are too short for a rate.
void add_prosody(const std::vector<const Clip*>& clips, const std::vector<Person>& people, VoiceScore& score) {
  std::map<std::size_t, Prosody> of_person;
  bool is_real = false;
  for (const Clip* clip : clips) {
    of_person[clip->person].add(clip->heard.prosody);
    is_real = is_real || clip->sentence.empty();
  }
  std::vector<double> pitch_st;
  std::vector<double> rate_percent;
  for (const auto& [index, spoken] : of_person) {
    const Person& person = people[index];
    // The other recordings are part of all of them: they are held against the reference alone.
    const double rate_hz = (is_real ? person.reference_prosody : person.all_prosody).syllables_hz();
    const double f0_hz = person.reference_prosody.f0_median_hz();
    if (f0_hz > 0.0 && spoken.f0_median_hz() > 0.0) {
      pitch_st.push_back(std::abs(kSemitones * std::log2(spoken.f0_median_hz() / f0_hz)));
    }
    if (rate_hz > 0.0) rate_percent.push_back(100.0 * std::abs(spoken.syllables_hz() / rate_hz - 1.0));
  }
  if (!pitch_st.empty()) score[VoiceMeasure::PitchErrorSt] = dsp::mean(pitch_st);
  if (!rate_percent.empty()) score[VoiceMeasure::RateErrorPercent] = dsp::mean(rate_percent);
}

void add_cost(const SpeakingCost& cost, VoiceScore& score) {
  if (cost.sound_s <= 0.0) return;
  score[VoiceMeasure::RealTimeFactor] = cost.processor_s / cost.sound_s;
  score[VoiceMeasure::FirstAudioMs] = dsp::median(cost.first_audio_ms);
  score[VoiceMeasure::LearnMs] = dsp::median(cost.learn_ms);
  score[VoiceMeasure::MemoryMib] = cost.memory_mib;
}

}  // namespace

VoiceScore score_of(const SystemClips& system, const std::vector<const Clip*>& clips,
                    const std::vector<Person>& people) {
  VoiceScore score{.system = system.name, .title = system.title};
  add_words(clips, score);
  add_identity(clips, score);
  add_quality(clips, score);
  add_prosody(clips, people, score);
  add_cost(system.cost, score);
  return score;
}

}  // namespace timbre::app
