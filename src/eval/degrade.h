#pragma once
/// What happens to speech on its way, for judging what is left of it and for learning to hear through it.

#include <span>
#include <vector>

namespace timbre::eval {

/// Adds `noise`, started over where it is shorter, so that the ratio of mean squares is `snr_db`. Silence on either
/// side leaves the samples as they are.
void add_noise(std::span<float> samples, std::span<const float> noise, double snr_db);

/// As through a telephone: 300 to 3400 Hz, 8 kHz, µ-law (ITU-T G.711); back at the rate it had.
[[nodiscard]] std::vector<float> through_telephone(std::span<const float> samples, int rate_hz);

/// µ-law's 8 bits and back, for samples within ±1 (continuous form of G.711 with µ = 255).
[[nodiscard]] float through_mu_law(float sample);

}  // namespace timbre::eval
