#pragma once
/// What the vocoder's network is given for a frame, in training and in the product.

#include <cstddef>

namespace timbre::voice {

/// F0 is given as ln(F0 / this), 0 where not voiced.
inline constexpr float kMiddleF0Hz = 150.0F;
/// Log-mels are given as (log_mel + this) / kMelSpread.
inline constexpr float kMelShift = 9.0F;
inline constexpr float kMelSpread = 4.0F;
/// The mel bands, then log F0, then 1 where voiced and 0 where not.
inline constexpr std::size_t kVocoderInputs = 82;

[[nodiscard]] float vocoder_log_f0(float f0_hz);

}  // namespace timbre::voice
