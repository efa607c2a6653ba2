#pragma once
/// The picture of sound that the P.808 network of DNSMOS looks at: 120 mel bands every 10 ms.
///
/// Power spectra of 321 samples under a periodic Hann window, one every 160 samples, the signal mirrored at both ends
/// by 160; triangles on Slaney's mel scale from 0 to 8 kHz, each of area 1; dB under the loudest, at most 80; then
/// (dB + 40) / 40. The network was trained on what librosa 0.8.1 makes of a 320 + 1 point transform, whose bins it
/// takes to lie 50 Hz apart, so they do here too.

#include <span>
#include <vector>

namespace timbre::measure {

inline constexpr std::size_t kDnsmosMelBands = 120;
inline constexpr std::size_t kDnsmosMelHop = 160;

/// Samples at 16 kHz, more than 160. Frame after frame, each of kDnsmosMelBands, range −1 … 1. There are
/// 1 + (samples − 1) / 160 frames, rounded down. Digital silence gives 1 everywhere.
[[nodiscard]] std::vector<float> dnsmos_mel(std::span<const float> samples_16k);

}  // namespace timbre::measure
