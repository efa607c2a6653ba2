#include "voice/voice_level.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "dsp/decibel.h"
#include "voice/speaker_profile.h"

namespace timbre::voice {
namespace {

/// 6 dB, as ln of power.
constexpr double kLargestShift = 1.38;
/// Frames this far below the mean of voiced ones (25 dB) are pauses, as for SpeechTraits.
constexpr double kSpeechRange = 5.8;
/// Power summed over the mel bands for a variance of 1: white noise has its variance in each of 256 bins
/// (dsp/log_mel.h), which the triangles share out.
constexpr double kPowerOfUnitVariance = 256.0;
/// What ITU-T P.56 counts as speech is quieter than the frames counted here, by so much (CommittedVoice's test).
constexpr double kQuieterDb = 2.0;
constexpr double kBendsFrom = 0.5;

double power_of(const float* log_mel) {
  double sum = 0.0;
  for (std::size_t b = 0; b < kMelBands; ++b) sum += std::exp(static_cast<double>(log_mel[b]));
  return std::log(sum);
}

/// Mean ln power of voiced frames.
std::optional<double> voiced_level(const VoiceFrames& frames) {
  double sum = 0.0;
  std::size_t count = 0;
  for (std::size_t f = 0; f < frames.count(); ++f) {
    if (frames.f0_hz[f] <= 0.0F) continue;
    sum += power_of(frames.log_mel.data() + f * kMelBands);
    ++count;
  }
  return count == 0 ? std::nullopt : std::optional(sum / static_cast<double>(count));
}

}  // namespace

void bring_to_speech_level(VoiceFrames& frames) {
  const auto level = voiced_level(frames);
  if (!level) return;
  const auto shift =
      static_cast<float>(std::clamp(static_cast<double>(kSpeechLevel) - *level, -kLargestShift, kLargestShift));
  for (float& value : frames.log_mel) value += shift;
}

float level_gain(const VoiceFrames& frames) {
  const auto level = voiced_level(frames);
  if (!level) return 1.0F;
  double sum = 0.0;
  std::size_t count = 0;
  for (std::size_t f = 0; f < frames.count(); ++f) {
    const double power = power_of(frames.log_mel.data() + f * kMelBands);
    if (power < *level - kSpeechRange) continue;
    sum += std::exp(power);
    ++count;
  }
  const double rms = std::sqrt(sum / static_cast<double>(count) / kPowerOfUnitVariance);
  return static_cast<float>(dsp::db_to_amplitude(kSaidLevelDbfs + kQuieterDb) / rms);
}

void make_loud(std::span<float> samples, float gain) {
  const double highest = dsp::db_to_amplitude(kHighestPeakDbfs);
  const double room = highest - kBendsFrom;
  for (float& sample : samples) {
    const double value = static_cast<double>(sample) * static_cast<double>(gain);
    const double beyond = std::abs(value) - kBendsFrom;
    const double bent = beyond <= 0.0 ? value : std::copysign(kBendsFrom + room * std::tanh(beyond / room), value);
    sample = static_cast<float>(bent);
  }
}

}  // namespace timbre::voice
