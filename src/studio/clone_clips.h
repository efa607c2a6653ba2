#pragma once
/// The takes that a voice can be cloned from, best first.

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "store/consent_store.h"
#include "store/take_store.h"

namespace timbre::studio {

struct VoiceClip {
  store::TakeSummary take;
  std::string why;  ///< one sentence for people: what speaks for it and against it
};

/// The voice's reference takes that are not in the trash: kept ones before those to be looked at, those before the
/// rest, not yet judged ones last; within each the better first, of equals the newer. NotFound; Denied for a revoked
/// voice.
[[nodiscard]] Result<std::vector<VoiceClip>> clips_of_voice(store::TakeStore& takes, store::ConsentStore& voices,
                                                            const std::string& voice_id);

/// {"take", "name", "stars", "overall", "verdict", "duration_s", "why"}; what is not known is null.
[[nodiscard]] Json to_json(const VoiceClip& clip);

}  // namespace timbre::studio
