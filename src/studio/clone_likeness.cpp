#include "studio/clone_likeness.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/utf8.h"
#include "score/number_text.h"
#include "studio/clone_clips.h"
#include "studio/take_speaker.h"

namespace timbre::studio {
namespace {

using speaker::HeardClip;

Result<HeardClip> heard(const speaker::SpeakerEncoder& encoder, const audio::AudioView& sound) {
  const auto most = static_cast<std::size_t>(kEnoughToKnowS * sound.sample_rate_hz());
  const audio::AudioView part = sound.slice(0, most);
  TRY(auto embedding, encoder.embed(part));
  return HeardClip{std::move(embedding), part.duration_s()};
}

std::string in_words(double share, bool is_own, const std::string& name) {
  return "Sounds " + score::number_text(100 * share, 0) + " % like " + name +
         ": 100 % is how alike two recordings of " + (is_own ? name + " are" : "one person usually are") +
         ", 0 % how alike two strangers are.";
}

CloneLikeness untold(const std::string& name, const std::string& why) {
  CloneLikeness likeness;
  likeness.sentence = "How much it sounds like " + name + " cannot be told: " + why + ".";
  return likeness;
}

Result<CloneLikeness> told(const speaker::SpeakerEncoder& encoder, const speaker::VoiceScale& scale,
                           const LikenessWish& wish) {
  TRY(const HeardClip clone, heard(encoder, wish.clone));
  TRY(const HeardClip reference, heard(encoder, wish.reference));
  const speaker::EncoderCard& card = encoder.card();
  const auto own = speaker::own_share(scale, card, wish.own);
  CloneLikeness likeness;
  TRY(const double share, speaker::share_of(scale, card, clone, reference, own.value_or(1.0)));
  likeness.share = score::rounded(share, 3);
  likeness.is_own = own.has_value();
  likeness.speaker = compare_embeddings(card, clone.embedding, reference.embedding).verdict;
  likeness.sentence = in_words(share, likeness.is_own, wish.name);
  return likeness;
}

Error damaged(const char* field) {
  return {ErrorKind::Corrupt, "the likeness of a clone is damaged at '" + std::string(field) + "'"};
}

}  // namespace

std::vector<HeardClip> own_takes(store::TakeStore* takes, store::ConsentStore& voices, const SharedEncoder& encoder,
                                 const std::string& voice_id) {
  std::vector<HeardClip> all;
  if (takes == nullptr) return all;
  const auto clips = clips_of_voice(*takes, voices, voice_id);
  if (!clips.ok() || clips->size() < 2) return all;
  for (std::size_t i = 0; i < std::min(clips->size(), kMostOwnTakes); ++i) {
    const auto take = takes->get((*clips)[i].take.id);
    if (!take.ok() || !take->summary.duration_s) continue;
    auto embedding = speaker_of_take(*takes, encoder, *take);
    if (embedding.ok()) all.push_back({*std::move(embedding), std::min(*take->summary.duration_s, kEnoughToKnowS)});
  }
  return all;
}

CloneLikeness likeness_of_clone(const Result<SharedEncoder>& encoder, const Result<speaker::VoiceScale>& scale,
                                const LikenessWish& wish) {
  if (!encoder.ok()) return untold(wish.name, encoder.error().message);
  if (!scale.ok()) return untold(wish.name, scale.error().message);
  auto likeness = told(**encoder, *scale, wish);
  return likeness.ok() ? *std::move(likeness) : untold(wish.name, likeness.error().message);
}

Json to_json(const CloneLikeness& likeness) {
  const bool is_told = likeness.share.has_value();
  return {{"share", is_told ? Json(*likeness.share) : Json(nullptr)},
          {"anchor", is_told ? Json(likeness.is_own ? "own" : "typical") : Json(nullptr)},
          {"speaker", is_told ? Json(std::string(to_string(likeness.speaker))) : Json(nullptr)},
          {"sentence", valid_utf8(likeness.sentence)}};
}

Result<CloneLikeness> clone_likeness_of_json(const Json& json) {
  constexpr std::array kVerdicts{SpeakerVerdict::Same, SpeakerVerdict::Different, SpeakerVerdict::Undecided};
  if (!json.is_object()) return damaged("{");
  CloneLikeness likeness;
  const auto sentence = json.find("sentence");
  if (sentence == json.end() || !sentence->is_string()) return damaged("sentence");
  likeness.sentence = sentence->get<std::string>();
  const auto share = json.find("share");
  if (share == json.end() || share->is_null()) return likeness;
  if (!share->is_number()) return damaged("share");
  likeness.share = share->get<double>();
  if (!(*likeness.share >= speaker::kLeastShare && *likeness.share <= speaker::kMostShare)) return damaged("share");
  const Json anchor = json.value("anchor", Json());
  if (anchor != "own" && anchor != "typical") return damaged("anchor");
  likeness.is_own = anchor == "own";
  const Json verdict = json.value("speaker", Json());
  for (const SpeakerVerdict one : kVerdicts) {
    if (verdict != std::string(to_string(one))) continue;
    likeness.speaker = one;
    return likeness;
  }
  return damaged("speaker");
}

}  // namespace timbre::studio
