#include "voice/speaker_profile.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "dsp/resample.h"
#include "voice/speaker_pitch.h"
#include "voice/vocoder_input.h"

namespace timbre::voice {
namespace {

constexpr std::size_t kLeastVoicedFrames = kFramesPerSecond / 2;
constexpr double kLongestClipS = 60.0;
/// Frames this far below the level of voiced ones (25 dB) are pauses.
constexpr float kSpeechRange = 5.8F;
constexpr double kQuietShare = 0.05;
/// Brings inputs to about −2 … 2: embeddings are unit vectors of 192 numbers.
constexpr float kEmbeddingScale = 8.0F;
constexpr float kMiddleFloor = -7.0F;

float power_of(const float* log_mel) {
  double sum = 0.0;
  for (std::size_t b = 0; b < kMelBands; ++b) sum += std::exp(static_cast<double>(log_mel[b]));
  return static_cast<float>(std::log(sum));
}

std::vector<float> powers_of(const VoiceFrames& frames) {
  std::vector<float> powers(frames.count());
  for (std::size_t i = 0; i < powers.size(); ++i) powers[i] = power_of(frames.log_mel.data() + i * kMelBands);
  return powers;
}

float quiet_of(std::vector<float> powers) {
  const auto place = powers.begin() + static_cast<std::ptrdiff_t>(kQuietShare * static_cast<double>(powers.size()));
  std::nth_element(powers.begin(), place, powers.end());
  return *place;
}

/// Adds the mels of frames that `wanted` picks, and how many they are.
template <typename Wanted>
std::size_t mean_mel(const VoiceFrames& frames, float shift, Wanted wanted, std::array<float, kMelBands>& into) {
  std::array<double, kMelBands> sums{};
  std::size_t count = 0;
  for (std::size_t i = 0; i < frames.count(); ++i) {
    if (!wanted(i)) continue;
    ++count;
    for (std::size_t b = 0; b < kMelBands; ++b) sums[b] += static_cast<double>(frames.log_mel[i * kMelBands + b]);
  }
  for (std::size_t b = 0; b < kMelBands && count > 0; ++b) {
    into[b] = static_cast<float>(sums[b] / static_cast<double>(count)) + shift;
  }
  return count;
}

float pace_of(const VoiceFrames& frames, const std::vector<float>& powers, float quietest) {
  double sum = 0.0;
  std::size_t count = 0;
  for (std::size_t i = 1; i < frames.count(); ++i) {
    if (powers[i] < quietest || powers[i - 1] < quietest) continue;
    ++count;
    const float* now = frames.log_mel.data() + i * kMelBands;
    for (std::size_t b = 0; b < kMelBands; ++b) sum += std::abs(static_cast<double>(now[b] - now[b - kMelBands]));
  }
  return count == 0 ? 0.0F : static_cast<float>(sum / static_cast<double>(count * kMelBands));
}

void measure_f0(const VoiceFrames& frames, SpeechTraits& into) {
  std::vector<float> logs;
  for (const float hz : frames.f0_hz) {
    if (hz > 0.0F) logs.push_back(std::log(hz));
  }
  std::nth_element(logs.begin(), logs.begin() + static_cast<std::ptrdiff_t>(logs.size() / 2), logs.end());
  const float median = logs[logs.size() / 2];
  double square = 0.0;
  for (const float one : logs) square += static_cast<double>((one - median) * (one - median));
  into.f0_median_hz = std::exp(median);
  into.f0_spread = static_cast<float>(std::sqrt(square / static_cast<double>(logs.size())));
}

}  // namespace

Result<SpeechTraits> traits_of(const VoiceFrames& frames) {
  SpeechTraits traits;
  const auto is_voiced = [&](std::size_t i) { return frames.f0_hz[i] > 0.0F; };
  const std::vector<float> powers = powers_of(frames);
  double level = 0.0;
  for (std::size_t i = 0; i < frames.count(); ++i) {
    if (!is_voiced(i)) continue;
    ++traits.voiced_frames;
    level += static_cast<double>(powers[i]);
  }
  if (traits.voiced_frames < kLeastVoicedFrames) {
    return Error{ErrorKind::InvalidInput, "the clip holds " + std::to_string(traits.voiced_frames * 10) +
                                              " ms of voiced speech and " + std::to_string(kLeastVoicedFrames * 10) +
                                              " ms are needed; record or choose a longer one"};
  }
  traits.level = static_cast<float>(level / static_cast<double>(traits.voiced_frames));
  const float shift = kSpeechLevel - traits.level;
  const float quietest = traits.level - kSpeechRange;
  mean_mel(frames, shift, is_voiced, traits.voiced_mel);
  const auto is_unvoiced = [&](std::size_t i) { return !is_voiced(i) && powers[i] > quietest; };
  if (mean_mel(frames, shift, is_unvoiced, traits.unvoiced_mel) == 0) traits.unvoiced_mel = traits.voiced_mel;
  traits.pace = pace_of(frames, powers, quietest);
  traits.floor = quiet_of(powers) - traits.level;
  measure_f0(frames, traits);
  return traits;
}

SpeechTraits mean_of(std::span<const SpeechTraits> traits) {
  SpeechTraits mean;
  double weight = 0.0;
  double log_f0 = 0.0;
  const auto add = [](float& sum, float value, double share) { sum += static_cast<float>(share) * value; };
  for (const SpeechTraits& one : traits) weight += static_cast<double>(one.voiced_frames);
  for (const SpeechTraits& one : traits) {
    const double share = static_cast<double>(one.voiced_frames) / weight;
    mean.voiced_frames += one.voiced_frames;
    log_f0 += share * std::log(static_cast<double>(one.f0_median_hz));
    add(mean.level, one.level, share);
    add(mean.f0_spread, one.f0_spread, share);
    add(mean.pace, one.pace, share);
    add(mean.floor, one.floor, share);
    for (std::size_t b = 0; b < kMelBands; ++b) {
      add(mean.voiced_mel[b], one.voiced_mel[b], share);
      add(mean.unvoiced_mel[b], one.unvoiced_mel[b], share);
    }
  }
  mean.f0_median_hz = static_cast<float>(std::exp(log_f0));
  return mean;
}

std::vector<float> at_analysis_rate(const audio::AudioView& clip) {
  std::vector<float> mono(clip.frame_count(), 0.0F);
  for (int c = 0; c < clip.channel_count(); ++c) {
    const auto channel = clip.channel(c);
    for (std::size_t i = 0; i < mono.size(); ++i) mono[i] += channel[i] / static_cast<float>(clip.channel_count());
  }
  const auto rate = clip.format().sample_rate_hz;
  mono.resize(std::min(mono.size(), static_cast<std::size_t>(kLongestClipS * rate)));
  return dsp::resample(mono, rate, kAnalysisRateHz, dsp::ResampleQuality::Analysis);
}

Result<SpeakerProfile> profile_of(const audio::AudioView& clip, const speaker::SpeakerEncoder& encoder) {
  SpeakerProfile profile;
  TRY(profile.embedding, encoder.embed(clip));
  const auto samples = at_analysis_rate(clip);
  TRY(auto frames, analyse_voice(samples));
  TRY(frames.f0_hz, speaker_f0(samples));
  frames.f0_hz.resize(frames.log_mel.size() / kMelBands, 0.0F);
  TRY(profile.traits, traits_of(frames));
  return profile;
}

namespace {

constexpr std::size_t kTraitNumbers = 6 + 2 * kMelBands;

std::vector<float> numbers_of(const SpeechTraits& t) {
  std::vector<float> numbers{t.level, t.f0_median_hz, t.f0_spread,
                             t.pace,  t.floor,        static_cast<float>(t.voiced_frames)};
  numbers.insert(numbers.end(), t.voiced_mel.begin(), t.voiced_mel.end());
  numbers.insert(numbers.end(), t.unvoiced_mel.begin(), t.unvoiced_mel.end());
  return numbers;
}

}  // namespace

std::string profile_bytes(const SpeakerProfile& profile) {
  std::vector<float> numbers = numbers_of(profile.traits);
  numbers.insert(numbers.end(), profile.embedding.begin(), profile.embedding.end());
  std::string bytes(numbers.size() * sizeof(float), '\0');
  std::memcpy(bytes.data(), numbers.data(), bytes.size());
  return bytes;
}

Result<SpeakerProfile> profile_of_bytes(std::string_view bytes, std::size_t embedding_size) {
  std::vector<float> numbers(kTraitNumbers + embedding_size);
  if (bytes.size() != numbers.size() * sizeof(float)) {
    return Error{ErrorKind::Corrupt, "what was kept of the voice has " + std::to_string(bytes.size()) +
                                         " bytes and should have " + std::to_string(numbers.size() * sizeof(float)) +
                                         "; it is taken from the clip again"};
  }
  std::memcpy(numbers.data(), bytes.data(), bytes.size());
  if (!std::all_of(numbers.begin(), numbers.end(), [](float x) { return std::isfinite(x); }) || numbers[1] <= 0.0F) {
    return Error{ErrorKind::Corrupt,
                 "what was kept of the voice holds numbers that are none; it is taken from the clip "
                 "again"};
  }
  SpeakerProfile profile;
  SpeechTraits& t = profile.traits;
  t.level = numbers[0];
  t.f0_median_hz = numbers[1];
  t.f0_spread = numbers[2];
  t.pace = numbers[3];
  t.floor = numbers[4];
  t.voiced_frames = static_cast<std::size_t>(std::max(0.0F, numbers[5]));
  const auto mels = numbers.begin() + 6;
  std::copy_n(mels, kMelBands, t.voiced_mel.begin());
  std::copy_n(mels + kMelBands, kMelBands, t.unvoiced_mel.begin());
  profile.embedding.assign(numbers.begin() + kTraitNumbers, numbers.end());
  return profile;
}

std::vector<float> speaker_inputs(const SpeakerProfile& profile, float floor) {
  const SpeechTraits& t = profile.traits;
  std::vector<float> inputs;
  for (const float value : profile.embedding) inputs.push_back(value * kEmbeddingScale);
  inputs.push_back(2.0F * vocoder_log_f0(t.f0_median_hz));
  inputs.push_back((t.f0_spread - 0.2F) * 10.0F);
  inputs.push_back((t.pace - 0.5F) * 8.0F);
  inputs.push_back((floor - kMiddleFloor) / 2.0F);
  for (const auto* mel : {&t.voiced_mel, &t.unvoiced_mel}) {
    for (const float value : *mel) inputs.push_back((value + kMelShift) / kMelSpread);
  }
  return inputs;
}

}  // namespace timbre::voice
