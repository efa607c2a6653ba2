#pragma once
/// What the one-shot forms of the measures do with a view: check it, mix it down, frame it.

#include <vector>

#include "audio/audio_view.h"
#include "base/result.h"
#include "dsp/stft.h"

namespace timbre::measure::detail {

/// The mean of all channels. InvalidInput for a sample rate outside 1 kHz … 768 kHz. No frames give no samples.
[[nodiscard]] Result<std::vector<float>> mono_samples(const audio::AudioView& view);

/// Hands every frame of the 10 ms grid to `meter.push`.
template <typename Meter>
void push_frames(const std::vector<float>& samples, int sample_rate_hz, Meter& meter) {
  dsp::Stft stft(sample_rate_hz, [&meter](const dsp::SpectrumFrame& frame) { meter.push(frame); });
  stft.push(samples);
  stft.finish();
}

}  // namespace timbre::measure::detail
