#include "voice/clip_prosody.h"

#include <cmath>
#include <optional>

namespace timbre::voice {
namespace {

constexpr float kEnergySpread = 4.0F;
constexpr int kEnergyReach = 4;
constexpr int kPitchReach = 2;

std::vector<float> smoothed(const std::vector<float>& values, int reach) {
  std::vector<float> smooth(values.size());
  const auto count = static_cast<std::ptrdiff_t>(values.size());
  for (std::ptrdiff_t i = 0; i < count; ++i) {
    float sum = 0.0F;
    float weights = 0.0F;
    for (std::ptrdiff_t d = -reach; d <= reach; ++d) {
      if (i + d < 0 || i + d >= count) continue;
      const float weight = static_cast<float>(reach + 1 - std::abs(d));
      sum += weight * values[static_cast<std::size_t>(i + d)];
      weights += weight;
    }
    smooth[static_cast<std::size_t>(i)] = sum / weights;
  }
  return smooth;
}

std::vector<float> joined_log_f0(const std::vector<float>& f0_hz) {
  std::vector<float> joined(f0_hz.size(), 0.0F);
  std::optional<std::size_t> last;
  for (std::size_t i = 0; i < f0_hz.size(); ++i) {
    if (f0_hz[i] <= 0.0F) continue;
    joined[i] = std::log(f0_hz[i]);
    const std::size_t from = last ? *last + 1 : 0;
    for (std::size_t j = from; j < i; ++j) {
      const float share = last ? static_cast<float>(j - *last) / static_cast<float>(i - *last) : 1.0F;
      joined[j] = (last ? joined[*last] : joined[i]) * (1.0F - share) + joined[i] * share;
    }
    last = i;
  }
  if (!last) return joined;
  for (std::size_t j = *last + 1; j < f0_hz.size(); ++j) joined[j] = joined[*last];
  return joined;
}

std::vector<float> energies(const std::vector<float>& log_mel, float level) {
  std::vector<float> powers(log_mel.size() / kMelBands);
  for (std::size_t i = 0; i < powers.size(); ++i) {
    double sum = 0.0;
    for (std::size_t b = 0; b < kMelBands; ++b) sum += std::exp(static_cast<double>(log_mel[i * kMelBands + b]));
    powers[i] = (static_cast<float>(std::log(sum)) - level) / kEnergySpread;
  }
  return smoothed(powers, kEnergyReach);
}

}  // namespace

Prosody prosody_of(const VoiceFrames& frames, const SpeechTraits& traits) {
  Prosody prosody;
  prosody.f0 = smoothed(joined_log_f0(frames.f0_hz), kPitchReach);
  for (const float hz : frames.f0_hz) prosody.voiced.push_back(hz > 0.0F);
  prosody.energy = energies(frames.log_mel, traits.level - kSpeechLevel);
  return prosody;
}

}  // namespace timbre::voice
