#include "studio/consent_speaker.h"

#include <algorithm>
#include <utility>

#include "speaker/embedding_bytes.h"
#include "studio/consent_sound.h"
#include "studio/take_speaker.h"

namespace timbre::studio {
namespace {

using safety::SpeakerAnswer;
using safety::SpeakerOutcome;

int severity(SpeakerOutcome outcome) {
  return outcome == SpeakerOutcome::Different ? 2 : outcome == SpeakerOutcome::Undecided ? 1 : 0;
}

bool is_worse(const SpeakerAnswer& a, const SpeakerAnswer& b) {
  if (a.outcome != b.outcome) return severity(a.outcome) > severity(b.outcome);
  return a.probability < b.probability;
}

Error somebody_else(const SpeakerComparison& comparison, const std::string& what, const std::string& voice) {
  return {ErrorKind::Denied, "somebody else speaks in " + what + " than gave consent for the voice '" + voice +
                                 "' (one person: " + safety::likely_text(comparison.probability) +
                                 "). Choose a recording of that voice, or ask whoever speaks here for consent"};
}

Error cannot_be_told(const SpeakerComparison& comparison, const std::string& voice) {
  return {ErrorKind::InvalidInput, "it cannot be told whether the reference clip is the person who gave consent for '" +
                                       voice + "' (one person: " + safety::likely_text(comparison.probability) +
                                       "). Choose a longer clip, best 10 s and more of speech alone"};
}

}  // namespace

Result<std::optional<ConsentSpeaker::Encoder>> ConsentSpeaker::encoder_if_any() const {
  auto encoder = encoders_();
  if (encoder.ok()) return std::optional(*std::move(encoder));
  if (encoder.error().kind == ErrorKind::Unavailable) return std::optional<Encoder>();
  return encoder.error();
}

Result<std::vector<ConsentSpeaker::Reference>> ConsentSpeaker::references(const Encoder& encoder,
                                                                          const std::string& voice_id,
                                                                          const ConsentReference& reference) {
  std::vector<Reference> all;
  if (!reference.file.empty()) {
    TRY(auto embedding, embed_file(encoder, reference.file, kEnoughToKnowS));
    all.push_back({reference.file.filename().string(), std::move(embedding)});
  }
  TRY(std::vector<std::string> ids, store_.references(voice_id));
  if (!reference.take.empty() && std::find(ids.begin(), ids.end(), reference.take) == ids.end())
    ids.push_back(reference.take);
  store::TakeStore* const takes = takes_;
  if (takes == nullptr && !ids.empty() && all.empty()) {
    return Error{ErrorKind::Unavailable, "the voice's takes are open in another Timbre; it is compared before a clone"};
  }
  for (const std::string& id : ids) {
    if (takes == nullptr) break;
    const auto take = takes->get(id);
    if (!take.ok() && take.error().kind == ErrorKind::NotFound) continue;
    if (!take.ok()) return take.error();
    auto embedding = speaker_of_take(*takes, encoder, *take);
    if (embedding.ok())
      all.push_back({take->summary.name, *std::move(embedding)});
    else if (embedding.error().kind != ErrorKind::InvalidInput || id == reference.take)
      return embedding.error();
  }
  return all;
}

Result<SpeakerAnswer> ConsentSpeaker::compare(const audio::AudioView& recording, const std::string& voice_id,
                                              const ConsentReference& reference) {
  TRY(const Encoder encoder, encoders_());
  TRY(const auto all, references(encoder, voice_id, reference));
  if (all.empty()) {
    return Error{ErrorKind::NotFound, "the voice has no take yet; it is compared when one is chosen for a clone"};
  }
  TRY(const speaker::Embedding heard, encoder->embed(recording));
  std::optional<SpeakerAnswer> worst;
  for (const Reference& one : all) {
    const auto comparison = compare_embeddings(encoder->card(), heard, one.embedding);
    SpeakerAnswer answer = answer_of(comparison, encoder->card(), one.name);
    if (!worst || is_worse(answer, *worst)) worst = std::move(answer);
  }
  return *std::move(worst);
}

/// From what is kept of the recording of consent; the embedding is kept with the voice and goes with it.
Result<std::optional<speaker::Embedding>> ConsentSpeaker::who_consented(const Encoder& encoder,
                                                                        const safety::ConsentGrant& grant) {
  TRY(const safety::ConsentRecord record, book_.find(grant.id()));
  if (record.strength != safety::ConsentStrength::Recorded || record.audio_sha256.empty())
    return std::optional<speaker::Embedding>();
  const std::string key = "consent " + record.id + " " + speaker::embedding_key(encoder->card());
  TRY(const auto kept, store_.embedding(record.voice_id, key));
  if (kept) {
    auto embedding = speaker::embedding_of_bytes(*kept, encoder->card().embedding_size);
    if (embedding.ok()) return std::optional(*std::move(embedding));
  }
  TRY(const std::string file, store_.evidence(record.audio_sha256));
  TRY(const audio::AudioBuffer sound, decode_consent(file));
  TRY(auto embedding, encoder->embed(sound.view()));
  TRY_VOID(store_.put_embedding(record.voice_id, key, speaker::embedding_bytes(embedding)));
  return std::optional(std::move(embedding));
}

Result<void> ConsentSpeaker::check_take(const std::string& voice_id, const std::string& take_id) {
  TRY(const auto encoder, encoder_if_any());
  store::TakeStore* const takes = takes_;
  TRY(const auto grant, book_.grant_of_voice(voice_id));
  if (!encoder || takes == nullptr || !grant) return {};
  TRY(const auto consented, who_consented(*encoder, *grant));
  if (!consented) return {};
  TRY(const store::Take take, takes->get(take_id));
  const auto speaks = speaker_of_take(*takes, *encoder, take);
  if (!speaks.ok() && speaks.error().kind == ErrorKind::InvalidInput) return {};  // too short to tell
  if (!speaks.ok()) return speaks.error();
  const auto comparison = compare_embeddings((*encoder)->card(), *consented, *speaks);
  if (comparison.verdict != SpeakerVerdict::Different) return {};
  TRY(const safety::Voice voice, book_.voice(voice_id));
  return somebody_else(comparison, "“" + take.summary.name + "”", voice.name);
}

Result<void> ConsentSpeaker::check_clip(const safety::ConsentGrant& grant, const audio::AudioView& clip,
                                        const std::filesystem::path& whole) {
  TRY(const auto encoder, encoder_if_any());
  if (!encoder) return {};
  TRY(const auto consented, who_consented(*encoder, grant));
  if (!consented) return {};
  const speaker::EncoderCard& card = (*encoder)->card();
  TRY(const speaker::Embedding of_clip, (*encoder)->embed(clip));
  auto comparison = compare_embeddings(card, *consented, of_clip);
  if (comparison.verdict == SpeakerVerdict::Undecided) {
    // the clip is short; what it was cut from has more of the same voice
    const auto of_whole = embed_file(*encoder, whole, kEnoughToKnowS);
    if (of_whole.ok()) comparison = compare_embeddings(card, *consented, *of_whole);
  }
  if (comparison.verdict == SpeakerVerdict::Same) return {};
  TRY(const safety::Voice voice, book_.voice(grant.voice_id()));
  if (comparison.verdict == SpeakerVerdict::Different) return somebody_else(comparison, "the reference", voice.name);
  return cannot_be_told(comparison, voice.name);
}

}  // namespace timbre::studio
