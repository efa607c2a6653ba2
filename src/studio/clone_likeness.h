#pragma once
/// How much a clone sounds like its reference, for people: on a scale whose ends are two strangers and two recordings
/// of the person (speaker/voice_scale.h).

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "audio/audio_view.h"
#include "base/json.h"
#include "base/result.h"
#include "speaker/voice_scale.h"
#include "store/consent_store.h"
#include "store/take_store.h"
#include "studio/who_speaks.h"

namespace timbre::studio {

struct CloneLikeness {
  std::optional<double> share;  ///< speaker::kLeastShare … kMostShare; none: it cannot be told
  bool is_own = false;          ///< 1 is what two recordings of this very person reach, else of one person usually
  SpeakerVerdict speaker = SpeakerVerdict::Undecided;  ///< whether the encoder takes both for one person
  std::string sentence;                                ///< all of it for people, or why it cannot be told
};

/// Takes of a voice that are compared with each other; more say little more and must be heard first.
inline constexpr std::size_t kMostOwnTakes = 4;

using SharedEncoder = std::shared_ptr<const speaker::SpeakerEncoder>;

/// The best of the voice's takes, heard (and kept so, take_speaker.h); fewer than two: none. What cannot be read or is
/// too short is left out. `takes` may be null: they are open elsewhere, or not at all.
[[nodiscard]] std::vector<speaker::HeardClip> own_takes(store::TakeStore* takes, store::ConsentStore& voices,
                                                        const SharedEncoder& encoder, const std::string& voice_id);

struct LikenessWish {
  audio::AudioView clone;
  audio::AudioView reference;
  std::vector<speaker::HeardClip> own = {};
  std::string name;  ///< of the voice
};

/// The first kEnoughToKnowS of both. Never fails: what is in the way is the sentence.
[[nodiscard]] CloneLikeness likeness_of_clone(const Result<SharedEncoder>& encoder,
                                              const Result<speaker::VoiceScale>& scale, const LikenessWish& wish);

/// {"share", "anchor", "speaker", "sentence"}: relied on by others. `anchor` is "own" or "typical"; without a share it
/// and `speaker` are null.
[[nodiscard]] Json to_json(const CloneLikeness& likeness);
/// Reads what to_json() wrote. Corrupt, naming the field.
[[nodiscard]] Result<CloneLikeness> clone_likeness_of_json(const Json& json);

}  // namespace timbre::studio
