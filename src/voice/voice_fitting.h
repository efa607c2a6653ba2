#pragma once
/// What a voice needs to come out as its clip is: it is heard saying two sentences, and what differs from the clip is
/// kept as corrections.

#include <array>
#include <cstddef>
#include <span>

#include "audio/audio_view.h"
#include "base/cancel.h"
#include "base/result.h"
#include "speaker/speaker_encoder.h"
#include "voice/built_in_voice.h"
#include "voice/voice_fit.h"

namespace timbre::voice {

/// Which corrections are looked for. With none of them, a fit is the clip's profile.
struct FitOptions {
  bool fits_pace = true;  ///< durations, by syllables a second (measure/syllables.h)
  bool fits_f0_median = true;
  bool fits_f0_spread = true;
  bool fits_spectrum = true;  ///< the long-term spectrum of voiced and of unvoiced frames
};

/// Of a clip at any rate, channels averaged. Errors of profile_of(); Cancelled; Unavailable where nothing can be
/// spoken. What cannot be measured in what was said is not corrected.
[[nodiscard]] Result<VoiceFit> fit_voice(const audio::AudioView& clip, const speaker::SpeakerEncoder& encoder,
                                         const BuiltInVoice& voice, const FitOptions& options,
                                         const CancelToken& cancel = {});

/// The same for a profile that was taken before, beside its clip, one channel at kAnalysisRateHz; none: the pace stays.
[[nodiscard]] Result<VoiceFit> fit_profile(const SpeakerProfile& profile, std::span<const float> clip_16k,
                                           const BuiltInVoice& voice, const FitOptions& options,
                                           const CancelToken& cancel = {});

/// `wanted` − `heard`, without what is finer than kSpectrumTerms cosines over the bands, kSpectrumWeight of it, at most
/// ±kMostSpectrum. Its mean is taken out: the level is not its business.
[[nodiscard]] MelCorrection spectrum_correction(const std::array<float, kMelBands>& wanted,
                                                const std::array<float, kMelBands>& heard);

inline constexpr std::size_t kSpectrumTerms = 6;
inline constexpr float kSpectrumWeight = 0.5F;
inline constexpr float kMostSpectrum = 1.5F;
/// Durations are corrected by a factor within these.
inline constexpr double kLeastDurations = 0.8;
inline constexpr double kMostDurations = 1.25;
/// And the spread of F0.
inline constexpr double kLeastSpread = 0.6;
inline constexpr double kMostSpread = 1.6;
/// A median of F0 this near to the clip's is left alone; octave errors in what was heard are not followed.
inline constexpr double kNearSt = 0.2;
inline constexpr double kMostOffsetSt = 4.0;

}  // namespace timbre::voice
