#include "voice/voice_fitting.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <vector>

#include "audio/audio_buffer.h"
#include "dsp/resample.h"
#include "measure/pitch.h"
#include "measure/syllables.h"
#include "measure/voice_activity_detector.h"
#include "voice/speaker_pitch.h"

namespace timbre::voice {
namespace {

/// Many sounds, a statement and a question.
constexpr const char* kFitText =
    "The birch canoe slid on the smooth planks, and the boy was there when the sun rose. "
    "Would you please bring three fresh jars of honey and a large bag of sugar from the shop?";
constexpr int kRounds = 3;
constexpr double kSemitone = std::numbers::ln2 / 12.0;

/// Syllables a second; none where that cannot be said.
std::optional<double> pace_of(std::span<const float> samples_16k) {
  const audio::AudioBuffer sound(kAnalysisRateHz, std::vector<float>(samples_16k.begin(), samples_16k.end()));
  const auto pitch = measure::measure_pitch(sound.view());
  const auto activity = measure::measure_voice_activity(sound.view());
  if (!pitch.ok() || !activity.ok()) return std::nullopt;
  return measure::measure_syllable_rate(samples_16k, kAnalysisRateHz, *pitch, *activity).rate_hz.value;
}

Result<SpeechTraits> heard_traits(std::span<const float> samples_16k) {
  TRY(auto frames, analyse_voice(samples_16k));
  TRY(frames.f0_hz, speaker_f0(samples_16k));
  frames.f0_hz.resize(frames.log_mel.size() / kMelBands, 0.0F);
  return traits_of(frames);
}

void correct_f0(const SpeechTraits& wanted, const SpeechTraits& heard, const FitOptions& options,
                VoiceCorrections& into) {
  if (options.fits_f0_median) {
    const double off = std::log(static_cast<double>(wanted.f0_median_hz) / static_cast<double>(heard.f0_median_hz));
    const double most = kMostOffsetSt * kSemitone;
    if (std::abs(off) > kNearSt * kSemitone) {
      into.f0_offset = static_cast<float>(std::clamp(static_cast<double>(into.f0_offset) + off, -most, most));
    }
  }
  if (options.fits_f0_spread && heard.f0_spread > 0.0F) {
    const double factor = static_cast<double>(into.f0_spread * wanted.f0_spread / heard.f0_spread);
    into.f0_spread = static_cast<float>(std::clamp(factor, kLeastSpread, kMostSpread));
  }
}

}  // namespace

MelCorrection spectrum_correction(const std::array<float, kMelBands>& wanted,
                                  const std::array<float, kMelBands>& heard) {
  MelCorrection correction{};
  for (std::size_t term = 1; term <= kSpectrumTerms; ++term) {
    const auto cosine = [term](std::size_t band) {
      return std::cos(std::numbers::pi * static_cast<double>(term) * (static_cast<double>(band) + 0.5) / kMelBands);
    };
    double share = 0.0;
    for (std::size_t b = 0; b < kMelBands; ++b) share += static_cast<double>(wanted[b] - heard[b]) * cosine(b);
    share *= 2.0 / kMelBands;
    for (std::size_t b = 0; b < kMelBands; ++b) correction[b] += static_cast<float>(share * cosine(b));
  }
  for (float& value : correction) value = std::clamp(kSpectrumWeight * value, -kMostSpectrum, kMostSpectrum);
  return correction;
}

Result<VoiceFit> fit_profile(const SpeakerProfile& profile, std::span<const float> clip_16k, const BuiltInVoice& voice,
                             const FitOptions& options, const CancelToken& cancel) {
  VoiceFit fit{profile, {}};
  const bool fits_f0 = options.fits_f0_median || options.fits_f0_spread;
  const int rounds = fits_f0 ? kRounds : options.fits_pace || options.fits_spectrum ? 1 : 0;
  const auto clip_pace = options.fits_pace && !clip_16k.empty() ? pace_of(clip_16k) : std::nullopt;
  for (int round = 0; round < rounds; ++round) {
    SayOptions say;
    say.cancel = cancel;
    TRY(const auto said, voice.say(kFitText, fit, say));
    const auto said_16k = dsp::resample(said, kVoiceRateHz, kAnalysisRateHz, dsp::ResampleQuality::Analysis);
    const auto heard = heard_traits(said_16k);
    if (!heard.ok()) return fit;
    correct_f0(profile.traits, *heard, options, fit.corrections);
    if (round > 0) continue;
    if (options.fits_spectrum) {
      fit.corrections.voiced_mel = spectrum_correction(profile.traits.voiced_mel, heard->voiced_mel);
      fit.corrections.unvoiced_mel = spectrum_correction(profile.traits.unvoiced_mel, heard->unvoiced_mel);
    }
    const auto said_pace = clip_pace ? pace_of(said_16k) : std::nullopt;
    if (said_pace) {
      fit.corrections.durations =
          static_cast<float>(std::clamp(*said_pace / *clip_pace, kLeastDurations, kMostDurations));
    }
  }
  return fit;
}

Result<VoiceFit> fit_voice(const audio::AudioView& clip, const speaker::SpeakerEncoder& encoder,
                           const BuiltInVoice& voice, const FitOptions& options, const CancelToken& cancel) {
  TRY(const SpeakerProfile profile, profile_of(clip, encoder));
  return fit_profile(profile, at_analysis_rate(clip), voice, options, cancel);
}

}  // namespace timbre::voice
