#include "voice/mel_contrast.h"

#include <array>

namespace timbre::voice {

void raise_contrast(VoiceFrames& frames, float contrast) {
  std::array<double, kMelBands> sums{};
  std::size_t voiced = 0;
  for (std::size_t f = 0; f < frames.count(); ++f) {
    if (frames.f0_hz[f] <= 0.0F) continue;
    ++voiced;
    for (std::size_t b = 0; b < kMelBands; ++b) sums[b] += static_cast<double>(frames.log_mel[f * kMelBands + b]);
  }
  if (voiced == 0) return;
  for (std::size_t i = 0; i < frames.log_mel.size(); ++i) {
    const auto mean = static_cast<float>(sums[i % kMelBands] / static_cast<double>(voiced));
    frames.log_mel[i] = mean + contrast * (frames.log_mel[i] - mean);
  }
}

}  // namespace timbre::voice
