#include "studio/voice_speakers.h"

#include <algorithm>
#include <cmath>

#include "base/utf8.h"
#include "score/number_text.h"
#include "speaker/embedding_bytes.h"
#include "studio/clone_clips.h"
#include "studio/take_speaker.h"

namespace timbre::studio {
namespace {

using speaker::Embedding;

std::size_t middle_of(std::span<const Embedding> takes) {
  std::size_t best = 0;
  double most = -2.0 * static_cast<double>(takes.size());
  for (std::size_t i = 0; i < takes.size(); ++i) {
    double alike = 0;
    for (const Embedding& other : takes) alike += speaker::cosine(takes[i], other);
    if (alike > most) {
      most = alike;
      best = i;
    }
  }
  return best;
}

/// Unit mean of those marked, `without` left out; empty where none is left.
Embedding mean_of(std::span<const Embedding> takes, const std::vector<bool>& is_in, std::size_t without) {
  std::vector<double> sum(takes[0].size(), 0.0);
  bool is_empty = true;
  for (std::size_t i = 0; i < takes.size(); ++i) {
    if (!is_in[i] || i == without) continue;
    is_empty = false;
    for (std::size_t k = 0; k < sum.size(); ++k) sum[k] += takes[i][k];
  }
  if (is_empty) return {};
  double square = 0;
  for (const double x : sum) square += x * x;
  for (double& x : sum) x /= std::sqrt(std::max(square, 1e-30));
  return {sum.begin(), sum.end()};
}

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i)
    text += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + ("“" + names[i] + "”");
  return text;
}

std::vector<std::string> named(const VoiceSpeakers& speakers, SpeakerVerdict verdict) {
  std::vector<std::string> names;
  for (const VoiceTake& take : speakers.takes)
    if (take.comparison.verdict == verdict) names.push_back(take.name);
  return names;
}

std::string what_is_said(const VoiceSpeakers& speakers) {
  if (speakers.takes.empty()) return "No take of this voice could be compared yet.";
  if (speakers.takes.size() == 1) return "Only one take could be compared: there is no other to hold against it.";
  const auto others = named(speakers, SpeakerVerdict::Different);
  const auto unclear = named(speakers, SpeakerVerdict::Undecided);
  if (speakers.takes.size() == 2 && !others.empty()) return "Two people speak in the two takes.";
  if (!others.empty())
    return listed(others) + (others.size() == 1 ? " stands" : " stand") + " out: somebody else speaks there.";
  if (!unclear.empty()) return "It cannot be told whether " + listed(unclear) + " is this voice: a longer take helps.";
  return "All " + std::to_string(speakers.takes.size()) + " takes are one person.";
}

void conclude(const speaker::EncoderCard& card, std::span<const Embedding> heard, VoiceSpeakers& speakers) {
  const Together together = held_together(card, heard);
  for (std::size_t i = 0; i < heard.size(); ++i) speakers.takes[i].comparison = together.takes[i];
  speakers.sentence = what_is_said(speakers);
  if (heard.size() >= 2) {
    if (!named(speakers, SpeakerVerdict::Different).empty())
      speakers.is_one_person = false;
    else if (named(speakers, SpeakerVerdict::Undecided).empty())
      speakers.is_one_person = true;
  }
  if (!together.closest) return;
  const VoiceTake& closest = speakers.takes[*together.closest];
  speakers.closest = closest.id;
  if (heard.size() > 2) speakers.sentence += " “" + closest.name + "” is closest to the middle of the voice.";
}

}  // namespace

Together held_together(const speaker::EncoderCard& card, std::span<const Embedding> takes) {
  Together together;
  if (takes.empty()) return together;
  if (takes.size() == 1) {
    together.takes.push_back({1.0, card.calibration.probability(1.0), SpeakerVerdict::Same});
    together.closest = 0;
    return together;
  }
  const std::size_t middle = middle_of(takes);
  std::vector<bool> is_in(takes.size());
  for (std::size_t i = 0; i < takes.size(); ++i)
    is_in[i] = i == middle || card.cohort.likeness(takes[i], takes[middle]) >= card.different_below;
  const auto count = std::count(is_in.begin(), is_in.end(), true);
  for (std::size_t i = 0; i < takes.size(); ++i) {
    Embedding others = mean_of(takes, is_in, i);
    if (others.empty()) others = mean_of(takes, std::vector<bool>(takes.size(), true), i);  // alone: against all
    together.takes.push_back(compare_embeddings(card, takes[i], others));
    if (!is_in[i] || (count == 1 && takes.size() == 2)) continue;
    if (!together.closest || together.takes[i].cosine > together.takes[*together.closest].cosine) together.closest = i;
  }
  return together;
}

Result<VoiceSpeakers> speakers_of_voice(store::TakeStore& takes, store::ConsentStore& voices,
                                        const Result<std::shared_ptr<const speaker::SpeakerEncoder>>& encoder,
                                        const std::string& voice_id) {
  TRY(const auto clips, clips_of_voice(takes, voices, voice_id));
  VoiceSpeakers speakers;
  speakers.voice_id = voice_id;
  if (!encoder.ok()) {
    if (encoder.error().kind != ErrorKind::Unavailable) return encoder.error();
    speakers.sentence = "Nobody compared the takes: " + encoder.error().message + ".";
    return speakers;
  }
  speakers.model = (*encoder)->card().name;
  const std::string key = speaker::embedding_key((*encoder)->card());
  std::vector<Embedding> heard;
  std::size_t heard_now = 0;
  for (const VoiceClip& clip : clips) {
    const auto leave_out = [&](const std::string& why) {
      speakers.left_out.push_back({clip.take.id, clip.take.name, why});
    };
    TRY(const auto kept, takes.speaker(clip.take.id, key));
    if (!kept && heard_now++ >= kMostHeardAtOnce) {
      leave_out("it was not listened to yet; ask again");
      continue;
    }
    TRY(const store::Take take, takes.get(clip.take.id));
    auto embedding = speaker_of_take(takes, *encoder, take);
    if (!embedding.ok()) {
      leave_out(embedding.error().message);
      continue;
    }
    speakers.takes.push_back({clip.take.id, clip.take.name, {}});
    heard.push_back(*std::move(embedding));
  }
  conclude((*encoder)->card(), heard, speakers);
  return speakers;
}

Json to_json(const VoiceSpeakers& speakers) {
  Json takes = Json::array();
  for (const VoiceTake& take : speakers.takes) {
    takes.push_back({{"take", take.id},
                     {"name", valid_utf8(take.name)},
                     {"cosine", score::rounded(take.comparison.cosine, 3)},
                     {"probability", score::rounded(take.comparison.probability, 3)},
                     {"speaker", std::string(to_string(take.comparison.verdict))}});
  }
  Json left_out = Json::array();
  for (const auto& one : speakers.left_out)
    left_out.push_back({{"take", one.id}, {"name", valid_utf8(one.name)}, {"why", valid_utf8(one.why)}});
  return {{"voice", speakers.voice_id},
          {"model", speakers.model.empty() ? Json(nullptr) : Json(valid_utf8(speakers.model))},
          {"one_person", speakers.is_one_person ? Json(*speakers.is_one_person) : Json(nullptr)},
          {"closest", speakers.closest ? Json(*speakers.closest) : Json(nullptr)},
          {"sentence", valid_utf8(speakers.sentence)},
          {"takes", std::move(takes)},
          {"left_out", std::move(left_out)}};
}

}  // namespace timbre::studio
