#pragma once
/// What a voice needs to come out as its clip is. A taught model pulls every voice towards the mean; so the voice is
/// heard saying two sentences, what it is told is moved by what was missed, and it is heard again: a fixed-point
/// iteration that keeps the round which the speaker encoder finds most like the clip.

#include <array>
#include <cstddef>
#include <optional>
#include <span>

#include "audio/audio_view.h"
#include "base/cancel.h"
#include "base/result.h"
#include "speaker/speaker_encoder.h"
#include "voice/built_in_voice.h"
#include "voice/voice_fit.h"

namespace timbre::voice {

/// What it is heard saying: many sounds, a statement and a question.
inline constexpr const char* kFitText =
    "Three of the young gulls had left the harbour wall before the boy could show them to us. "
    "Would you please bring three fresh jars of honey and a large bag of sugar from the shop?";

/// Steps are shares of what was missed in a round; 0 leaves that alone. With `rounds` 0 a fit is plain_fit().
struct FitOptions {
  int rounds = 6;
  float embedding_step = 0.7F;
  float mel_step = 0.5F;        ///< of the mean spectra that the model is told
  float f0_step = 1.0F;         ///< of the median of ln F0
  float spread_step = 0.5F;     ///< of the spread of ln F0 that the model is told
  float pace_step = 0.5F;       ///< of SpeechTraits::pace
  float melody_step = 0.5F;     ///< of VoiceCorrections::f0_spread
  float durations_step = 0.7F;  ///< of VoiceCorrections::durations, by syllables a second (measure/syllables.h)
  /// A last correction of the spectrum after the model; dropped where the encoder finds the voice less like the clip.
  bool corrects_spectrum = true;
};

/// Limits of what is corrected.
inline constexpr float kLongestEmbedding = 2.0F;
inline constexpr float kMostMelMoved = 3.0F;
inline constexpr double kMostF0MovedSt = 4.0;
inline constexpr float kLeastDurations = 0.8F;
inline constexpr float kMostDurations = 1.25F;
inline constexpr float kLeastMelody = 0.6F;
inline constexpr float kMostMelody = 1.6F;
/// A round whose median F0 is further off is kept only where none is nearer.
inline constexpr double kNearSt = 0.3;

/// Of a clip at any rate, channels averaged. Errors of profile_of(); Cancelled; errors of BuiltInVoice::say(). What
/// cannot be measured in what was said is not corrected.
[[nodiscard]] Result<VoiceFit> fit_voice(const audio::AudioView& clip, const speaker::SpeakerEncoder& encoder,
                                         const BuiltInVoice& voice, const FitOptions& options = {},
                                         const CancelToken& cancel = {});

/// The same for a profile that was taken before. `syllables_hz`: pace_of() its clip; none: durations stay.
[[nodiscard]] Result<VoiceFit> fit_profile(const SpeakerProfile& profile, std::optional<double> syllables_hz,
                                           const speaker::SpeakerEncoder& encoder, const BuiltInVoice& voice,
                                           const FitOptions& options = {}, const CancelToken& cancel = {});

/// Syllables a second of one channel at kAnalysisRateHz; none where that cannot be said.
[[nodiscard]] std::optional<double> pace_of(std::span<const float> samples_16k);

/// `wanted` − `heard`, without what is finer than kSpectrumTerms cosines over the bands, kSpectrumWeight of it, at most
/// ±kMostSpectrum. Its mean is taken out: the level is not its business.
[[nodiscard]] MelCorrection spectrum_correction(const std::array<float, kMelBands>& wanted,
                                                const std::array<float, kMelBands>& heard);

inline constexpr std::size_t kSpectrumTerms = 6;
inline constexpr float kSpectrumWeight = 0.5F;
inline constexpr float kMostSpectrum = 1.5F;

}  // namespace timbre::voice
