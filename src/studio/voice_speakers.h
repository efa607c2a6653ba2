#pragma once
/// Whether the takes of a voice are one person: which stand out, and which is closest to the middle of the voice.

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "speaker/speaker_encoder.h"
#include "store/consent_store.h"
#include "store/take_store.h"
#include "studio/who_speaks.h"

namespace timbre::studio {

/// Takes that are heard anew in one call; the rest is left out and heard in the next.
inline constexpr std::size_t kMostHeardAtOnce = 25;

/// The middle of a voice is the mean of the takes that are not plainly another person than the one in the middle: the
/// take that is most like all others on average.
struct Together {
  std::vector<SpeakerComparison> takes;  ///< each against the mean of the others of the middle
  std::optional<std::size_t> closest;    ///< the one nearest to the middle; none where two takes are two people
};
/// Pure. Any number of embeddings; with one there is nothing to compare, and it is the closest.
[[nodiscard]] Together held_together(const speaker::EncoderCard& card, std::span<const speaker::Embedding> takes);

struct VoiceTake {
  std::string id;
  std::string name;
  SpeakerComparison comparison;
};

struct VoiceSpeakers {
  std::string voice_id;
  std::string model;  ///< the encoder's name; empty: there is none
  std::vector<VoiceTake> takes;
  std::optional<bool> is_one_person;   ///< none: it cannot be told, or there are fewer than two takes
  std::optional<std::string> closest;  ///< id of a take
  std::string sentence;                ///< all of it for people
  struct LeftOut {
    std::string id, name, why;
  };
  std::vector<LeftOut> left_out;
};

/// Of the voice's reference takes that are not in the trash. Where the encoder is Unavailable nothing is compared, and
/// the sentence says so. NotFound; Denied for a revoked voice.
[[nodiscard]] Result<VoiceSpeakers> speakers_of_voice(
    store::TakeStore& takes, store::ConsentStore& voices,
    const Result<std::shared_ptr<const speaker::SpeakerEncoder>>& encoder, const std::string& voice_id);

/// {"voice", "model", "one_person", "closest", "sentence", "takes": [{"take", "name", "cosine", "probability",
/// "speaker"}], "left_out": [{"take", "name", "why"}]}.
[[nodiscard]] Json to_json(const VoiceSpeakers& speakers);

}  // namespace timbre::studio
