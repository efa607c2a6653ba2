#include "voice/sentence_frames.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

#include "voice/mel_contrast.h"
#include "voice/voice_level.h"

namespace timbre::voice {
namespace {

/// How far timing and melody stray where a seed is given, as standard deviations of natural logs.
constexpr double kTimingStray = 0.06;
constexpr double kMelodyStray = 0.02;
constexpr double kMelodyMemory = 0.95;  // from frame to frame: straying turns round after about 0.2 s
constexpr double kLivelinessStray = 0.12;

constexpr float kLowestF0Hz = 40.0F;
constexpr float kHighestF0Hz = 700.0F;

bool ends_text(std::span<const phones::Phone> phones, std::size_t at) { return at + 1 == phones.size(); }

/// ln of F0 / 1 Hz for what the network says of F0, with controls and corrections.
void place_f0(Prosody& prosody, const VoiceFit& voice, const VoiceControls& controls, Random* random) {
  const double middle =
      std::log(static_cast<double>(voice.told.traits.f0_median_hz)) + static_cast<double>(voice.corrections.f0_offset);
  const double shift = controls.pitch_st * std::numbers::ln2 / 12.0;
  double spread = static_cast<double>(voice.corrections.f0_spread) * controls.expressiveness;
  if (random != nullptr) spread *= std::exp(kLivelinessStray * random->normal());
  double stray = 0.0;
  for (float& value : prosody.f0) {
    if (random != nullptr) {
      const double fresh = std::sqrt(1.0 - kMelodyMemory * kMelodyMemory) * kMelodyStray * random->normal();
      stray = kMelodyMemory * stray + fresh;
    }
    const double log_f0 = middle + spread * (static_cast<double>(value) + stray) + shift;
    value = std::clamp(static_cast<float>(log_f0), std::log(kLowestF0Hz), std::log(kHighestF0Hz));
  }
}

std::uint64_t seed_of(std::uint64_t seed, std::size_t number) {
  return seed ^ (0x9e3779b97f4a7c15U * (static_cast<std::uint64_t>(number) + 1));
}

}  // namespace

std::vector<std::size_t> frame_counts(std::span<const phones::Phone> phones, std::span<const float> frames,
                                      const VoiceControls& controls, float durations, Random* random) {
  std::vector<std::size_t> counts;
  double owed = 0.0;  // what rounding has taken so far
  for (std::size_t i = 0; i < phones.size(); ++i) {
    const bool is_sound = phones::is_sound(phones[i].id);
    double wanted = static_cast<double>(frames[i]) / controls.speed;
    if (is_sound) wanted *= static_cast<double>(durations);
    if (is_sound && random != nullptr) wanted *= std::exp(kTimingStray * random->normal());
    if (!is_sound) wanted *= controls.pauses;
    if (!is_sound && ends_text(phones, i)) wanted = std::min(wanted, static_cast<double>(kMostEndFrames));
    if (i == 0 && phones[i].id == phones::kSilence) {
      counts.push_back(kSilenceFrames);
      continue;
    }
    const double rounded = std::max(std::round(wanted + owed), is_sound ? static_cast<double>(kLeastSoundFrames) : 0.0);
    owed = std::clamp(owed + wanted - rounded, -1.0, 1.0);
    counts.push_back(static_cast<std::size_t>(rounded));
  }
  return counts;
}

Result<VoiceFrames> sentence_frames(const AcousticModel& model, const SentencePhones& sentence, const VoiceFit& voice,
                                    const VoiceControls& controls, std::size_t number) {
  std::optional<SeededRandom> random;
  if (controls.seed) random.emplace(seed_of(*controls.seed, number));
  const std::vector<float> speaker = speaker_inputs(voice.told);
  TRY(const EncodedPhones encoded, model.encode(sentence.phones, speaker));
  const auto counts =
      frame_counts(sentence.phones, encoded.frames, controls, voice.corrections.durations, random ? &*random : nullptr);
  TRY(Prosody prosody, model.prosody(encoded, counts, speaker));
  place_f0(prosody, voice, controls, random ? &*random : nullptr);
  VoiceFrames frames;
  TRY(frames.log_mel, model.mels(encoded, counts, prosody, speaker));
  for (std::size_t f = 0; f < prosody.count(); ++f) {
    frames.f0_hz.push_back(prosody.voiced[f] ? std::exp(prosody.f0[f]) : 0.0F);
  }
  raise_contrast(frames);
  correct_mels(frames, voice.corrections, frame_classes(sentence.phones, counts));
  bring_to_speech_level(frames);
  return frames;
}

}  // namespace timbre::voice
