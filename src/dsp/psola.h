#pragma once
/// Pitch change that keeps the tempo: time-domain pitch-synchronous overlap-add (Moulines & Charpentier 1990).
///
/// Pitch marks are set one period apart in voiced stretches (each moved to where the waveform repeats best) and 5 ms
/// apart elsewhere; two-period Hann grains are laid down again at the wanted spacing. Used to derive a monotone
/// variant of a take.

#include <span>
#include <vector>

namespace timbre::dsp {

/// The same length. `f0_hz` per `hop_s` (frame i centred at (i + 0.5)·hop_s), 0 where unvoiced; voiced stretches come
/// out at `target_hz`.
[[nodiscard]] std::vector<float> with_constant_pitch(std::span<const float> x, int sample_rate_hz,
                                                     std::span<const float> f0_hz, double hop_s, double target_hz);

}  // namespace timbre::dsp
