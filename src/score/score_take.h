#pragma once
/// From samples to a verdict, in one call.

#include <optional>

#include "audio/audio_view.h"
#include "base/result.h"
#include "score/score.h"
#include "score/scorecard.h"
#include "text/timed_word.h"

namespace timbre::score {

/// Measures and judges a take held in memory. Pure and deterministic: the same samples and words give the same
/// scorecard on every run and thread count. `transcript` is what was said in it, times from its first frame; without
/// one the measures that need words say so. With networks in the options the same holds of the same networks on one
/// machine. `stored` says what the file held; without it the samples' own rate counts
/// and the bit depth has no value. InvalidInput for a format outside what Timbre handles (audio/audio_format.h).
[[nodiscard]] Result<Scorecard> score_take(const audio::AudioView& take,
                                           const std::optional<text::Transcript>& transcript = std::nullopt,
                                           const ScoreOptions& options = {},
                                           const std::optional<audio::StoredFormat>& stored = std::nullopt);

}  // namespace timbre::score
