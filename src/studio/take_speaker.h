#pragma once
/// Who speaks in a kept take: heard once, kept beside the take, deleted with it.

#include <memory>
#include <string>

#include "base/result.h"
#include "speaker/speaker_encoder.h"
#include "store/take_store.h"

namespace timbre::studio {

/// From the first kEnoughToKnowS of it. NotFound; InvalidInput for too little speech; errors of reading, without paths.
[[nodiscard]] Result<speaker::Embedding> speaker_of_take(store::TakeStore& takes,
                                                         const std::shared_ptr<const speaker::SpeakerEncoder>& encoder,
                                                         const store::Take& take);

}  // namespace timbre::studio
