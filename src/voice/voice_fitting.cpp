#include "voice/voice_fitting.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "audio/audio_buffer.h"
#include "measure/pitch.h"
#include "measure/syllables.h"
#include "measure/voice_activity_detector.h"

namespace timbre::voice {
namespace {

constexpr double kSemitone = std::numbers::ln2 / 12.0;
constexpr float kLeastSpread = 0.02F;
constexpr float kMostSpread = 0.5F;
constexpr float kLeastPace = 0.05F;
constexpr float kMostPace = 2.0F;

/// What one round gave.
struct Heard {
  SpeakerProfile profile;
  std::optional<double> syllables_hz;
};

double log_ratio(float a, float b) { return std::log(static_cast<double>(a) / static_cast<double>(b)); }

/// None where what was said cannot be measured.
Result<std::optional<Heard>> heard_saying(const VoiceFit& fit, const speaker::SpeakerEncoder& encoder,
                                          const BuiltInVoice& voice, const CancelToken& cancel) {
  SayOptions say;
  say.cancel = cancel;
  TRY(auto said, voice.say(kFitText, fit, say));
  const audio::AudioBuffer sound(kVoiceRateHz, std::move(said));
  auto profile = profile_of(sound.view(), encoder);
  if (!profile.ok()) return std::optional<Heard>();
  return std::optional(Heard{*std::move(profile), pace_of(at_analysis_rate(sound.view()))});
}

void move_embedding(const VoiceFit& fit, const Heard& heard, float step, speaker::Embedding& told) {
  double square = 0.0;
  for (std::size_t i = 0; i < told.size(); ++i) {
    told[i] += step * (fit.profile.embedding[i] - heard.profile.embedding[i]);
    square += static_cast<double>(told[i]) * static_cast<double>(told[i]);
  }
  const auto norm = static_cast<float>(std::sqrt(square));
  if (norm <= kLongestEmbedding) return;
  for (float& value : told) value *= kLongestEmbedding / norm;
}

void move_mel(const std::array<float, kMelBands>& wanted, const std::array<float, kMelBands>& heard, float step,
              std::array<float, kMelBands>& told) {
  for (std::size_t b = 0; b < kMelBands; ++b) {
    const float moved = told[b] + step * (wanted[b] - heard[b]);
    told[b] = std::clamp(moved, wanted[b] - kMostMelMoved, wanted[b] + kMostMelMoved);
  }
}

float moved_f0(const SpeechTraits& wanted, const SpeechTraits& heard, double step, float told_hz) {
  const double most = kMostF0MovedSt * kSemitone;
  const double away =
      log_ratio(told_hz, wanted.f0_median_hz) + step * log_ratio(wanted.f0_median_hz, heard.f0_median_hz);
  return static_cast<float>(static_cast<double>(wanted.f0_median_hz) * std::exp(std::clamp(away, -most, most)));
}

void move(const Heard& heard, std::optional<double> syllables_hz, const FitOptions& options, VoiceFit& fit) {
  const SpeechTraits& wanted = fit.profile.traits;
  const SpeechTraits& had = heard.profile.traits;
  SpeechTraits& told = fit.told.traits;
  move_embedding(fit, heard, options.embedding_step, fit.told.embedding);
  move_mel(wanted.voiced_mel, had.voiced_mel, options.mel_step, told.voiced_mel);
  move_mel(wanted.unvoiced_mel, had.unvoiced_mel, options.mel_step, told.unvoiced_mel);
  told.f0_median_hz = moved_f0(wanted, had, static_cast<double>(options.f0_step), told.f0_median_hz);
  told.f0_spread += options.spread_step * (wanted.f0_spread - had.f0_spread);
  told.f0_spread = std::clamp(told.f0_spread, kLeastSpread, kMostSpread);
  told.pace = std::clamp(told.pace + options.pace_step * (wanted.pace - had.pace), kLeastPace, kMostPace);
  VoiceCorrections& corrections = fit.corrections;
  if (had.f0_spread > 0.0F && wanted.f0_spread > 0.0F) {
    corrections.f0_spread *= std::pow(wanted.f0_spread / had.f0_spread, options.melody_step);
    corrections.f0_spread = std::clamp(corrections.f0_spread, kLeastMelody, kMostMelody);
  }
  if (syllables_hz && heard.syllables_hz) {
    const auto slower = static_cast<float>(*heard.syllables_hz / *syllables_hz);
    corrections.durations *= std::pow(slower, options.durations_step);
    corrections.durations = std::clamp(corrections.durations, kLeastDurations, kMostDurations);
  }
}

/// How well a round went.
struct Score {
  double f0_off_st = 0;
  double likeness = -2;

  [[nodiscard]] bool is_better_than(const Score& other) const {
    const bool is_near = f0_off_st <= kNearSt;
    if (is_near != (other.f0_off_st <= kNearSt)) return is_near;
    return is_near ? likeness > other.likeness : f0_off_st < other.f0_off_st;
  }
};

Score score_of(const SpeakerProfile& wanted, const Heard& heard) {
  return {std::abs(log_ratio(heard.profile.traits.f0_median_hz, wanted.traits.f0_median_hz)) / kSemitone,
          speaker::cosine(wanted.embedding, heard.profile.embedding)};
}

struct Round {
  VoiceFit fit;
  Heard heard;
  Score score;
};

/// With the spectrum corrected as well, where that is no worse.
Result<VoiceFit> with_spectrum(const Round& best, const speaker::SpeakerEncoder& encoder, const BuiltInVoice& voice,
                               const CancelToken& cancel) {
  VoiceFit fit = best.fit;
  const SpeechTraits& wanted = fit.profile.traits;
  const SpeechTraits& had = best.heard.profile.traits;
  fit.corrections.voiced_mel = spectrum_correction(wanted.voiced_mel, had.voiced_mel);
  fit.corrections.unvoiced_mel = spectrum_correction(wanted.unvoiced_mel, had.unvoiced_mel);
  TRY(const auto heard, heard_saying(fit, encoder, voice, cancel));
  const bool is_worse = !heard || score_of(fit.profile, *heard).likeness < best.score.likeness;
  return is_worse ? best.fit : fit;
}

}  // namespace

std::optional<double> pace_of(std::span<const float> samples_16k) {
  const audio::AudioBuffer sound(kAnalysisRateHz, std::vector<float>(samples_16k.begin(), samples_16k.end()));
  const auto pitch = measure::measure_pitch(sound.view());
  const auto activity = measure::measure_voice_activity(sound.view());
  if (!pitch.ok() || !activity.ok()) return std::nullopt;
  return measure::measure_syllable_rate(samples_16k, kAnalysisRateHz, *pitch, *activity).rate_hz.value;
}

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

Result<VoiceFit> fit_profile(const SpeakerProfile& profile, std::optional<double> syllables_hz,
                             const speaker::SpeakerEncoder& encoder, const BuiltInVoice& voice,
                             const FitOptions& options, const CancelToken& cancel) {
  VoiceFit fit = plain_fit(profile);
  std::optional<Round> best;
  for (int round = 0; round < options.rounds; ++round) {
    TRY(const auto heard, heard_saying(fit, encoder, voice, cancel));
    if (!heard) break;
    const Score score = score_of(profile, *heard);
    if (!best || score.is_better_than(best->score)) best = Round{fit, *heard, score};
    move(*heard, syllables_hz, options, fit);
  }
  if (!best) return plain_fit(profile);
  return options.corrects_spectrum ? with_spectrum(*best, encoder, voice, cancel) : best->fit;
}

Result<VoiceFit> fit_voice(const audio::AudioView& clip, const speaker::SpeakerEncoder& encoder,
                           const BuiltInVoice& voice, const FitOptions& options, const CancelToken& cancel) {
  TRY(const SpeakerProfile profile, profile_of(clip, encoder));
  return fit_profile(profile, pace_of(at_analysis_rate(clip)), encoder, voice, options, cancel);
}

}  // namespace timbre::voice
