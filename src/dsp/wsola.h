#pragma once
/// Tempo change that keeps the pitch: waveform-similarity overlap-add (Verhelst & Roelands 1993).
///
/// 30 ms Hann frames laid down every 15 ms; each is taken from where the input, within ±8 ms of its nominal place,
/// correlates best with the natural continuation of the frame before.

#include <span>
#include <vector>

namespace timbre::dsp {

/// `speed` > 1 is faster and shorter, 0.5 … 2. About x.size()/speed samples; x as it is when shorter than 60 ms.
[[nodiscard]] std::vector<float> change_tempo(std::span<const float> x, int sample_rate_hz, double speed);

}  // namespace timbre::dsp
