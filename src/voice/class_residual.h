#pragma once
/// What the acoustic model misses of a clip whose words are known: it is asked for the same sounds, as long, as high
/// and as loud as the clip has them, and what then differs is the voice.

#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "voice/acoustic_model.h"
#include "voice/timed_text.h"
#include "voice/voice_corrections.h"
#include "voice/voice_fit.h"

namespace timbre::voice {

/// The sounds of `transcript` at the times they have in one channel at kAnalysisRateHz. InvalidInput, saying what to
/// do, where the two have little to do with each other; errors of asr::align() and phones_of_text().
[[nodiscard]] Result<std::vector<TimedPhone>> phones_of_clip(std::span<const float> samples_16k,
                                                             std::string_view transcript, const CancelToken& cancel);
/// Less than this of asr::Alignment::confidence is no transcript of the clip.
inline constexpr double kLeastClipFit = 0.3;

struct ResidualOptions {
  float believed_s = 0.3F;  ///< of a sound class: so much is believed by half, more the more
  float weight = 1.0F;      ///< of what is believed
};

/// Mean residual of each class, without what is finer than kResidualTerms cosines over the bands, at most
/// ±kMostResidual. `phones` without gaps, from the beginning of the clip. Errors of analysis and of the model.
[[nodiscard]] Result<std::array<MelCorrection, kSoundClasses>> class_residual(std::span<const float> samples_16k,
                                                                              std::span<const TimedPhone> phones,
                                                                              const VoiceFit& fit,
                                                                              const AcousticModel& model,
                                                                              const ResidualOptions& options = {});
inline constexpr std::size_t kResidualTerms = 12;
inline constexpr float kMostResidual = 2.0F;

}  // namespace timbre::voice
