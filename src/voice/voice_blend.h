#pragma once
/// Voices that nobody has: blended from several, or drawn.

#include <cstdint>
#include <span>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "speaker/speaker_encoder.h"
#include "voice/built_in_voice.h"
#include "voice/speaker_profile.h"

namespace timbre::voice {

/// Each number of the profiles in the shares of `weights`, F0 on a log scale, the embedding brought back to length 1.
/// InvalidInput where profiles and weights differ in number, there are none, a weight is negative or all are 0, or the
/// embeddings differ in size.
[[nodiscard]] Result<SpeakerProfile> blend(std::span<const SpeakerProfile> profiles, std::span<const double> weights);

/// Somebody between three people of the encoder's cohort, who are alike. Whether the voice is low or high is what the
/// encoder finds to fit better when it is heard; its spectrum is the one it is heard with. The same seed, models and
/// cohort give the same voice. Unavailable for a cohort of fewer than three; errors of BuiltInVoice::say().
[[nodiscard]] Result<SpeakerProfile> random_profile(std::uint64_t seed, const speaker::SpeakerEncoder& encoder,
                                                    const BuiltInVoice& voice, const CancelToken& cancel = {});

}  // namespace timbre::voice
