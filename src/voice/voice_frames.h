#pragma once
/// What the vocoder makes sound from: every 10 ms the spectrum of a voice on a mel scale, and its fundamental
/// frequency. Analysed from a recording, or predicted by the acoustic model.
///
/// Frame i stands for samples [i·hop, (i+1)·hop) and is centred in them: the mel window of 32 ms (dsp/log_mel.h, 80
/// bands, 0 … 8 kHz, at 16 kHz) and the pitch (measure/pitch.h) look at the same place.

#include <cstddef>
#include <span>
#include <vector>

#include "base/result.h"
#include "dsp/log_mel.h"

namespace timbre::voice {

inline constexpr int kFramesPerSecond = 100;
/// The rate of what is analysed, and of what the networks were taught on.
inline constexpr int kAnalysisRateHz = 16000;
inline constexpr std::size_t kMelBands = 80;

/// The mel's definition; its frames are brought to the grid above by zeros in front.
[[nodiscard]] const dsp::LogMelOptions& voice_mel_options();

struct VoiceFrames {
  std::vector<float> log_mel;  ///< [frames × kMelBands], natural log of power
  std::vector<float> f0_hz;    ///< [frames]; 0 = not voiced

  [[nodiscard]] std::size_t count() const { return f0_hz.size(); }
};

/// One channel at kAnalysisRateHz. Only complete 10 ms are frames. InvalidInput for less than one, or for samples that
/// are no numbers.
[[nodiscard]] Result<VoiceFrames> analyse_voice(std::span<const float> samples_16k);

}  // namespace timbre::voice
