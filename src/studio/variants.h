#pragma once
/// A clean take spoiled in known ways: what the self-test ranks.
///
/// Every variant is a pure function of the clean samples; noise is seeded. The clean take's own speech level and pitch
/// contour say how much is enough.

#include <array>
#include <string_view>

#include "audio/audio_buffer.h"
#include "measure/pitch.h"

namespace timbre::studio {

enum class Variant {
  Clean,      ///< as it is
  Noisy,      ///< pink noise 11 dB under the speech level
  Clipped,    ///< hard clipped so that 20 % of the speech samples sit on the rails, then 1 dB down
  Telephone,  ///< 300–3400 Hz
  Faster,     ///< tempo × 1.3, same pitch
  Slower,     ///< tempo × 0.77, same pitch
  Monotone,   ///< every voiced stretch at the median pitch
  Roomy,      ///< a room of RT60 0.5 s, its reverberation 6 dB under the direct sound
  Quiet,      ///< 30 dB down, 16-bit
  Hum,        ///< 50 Hz and harmonics 30 dB under the speech level
};

inline constexpr std::array<Variant, 10> kAllVariants{
    Variant::Clean,  Variant::Noisy,    Variant::Clipped, Variant::Telephone, Variant::Faster,
    Variant::Slower, Variant::Monotone, Variant::Roomy,   Variant::Quiet,     Variant::Hum};

/// "clean", "noisy" …
[[nodiscard]] std::string_view to_string(Variant variant);

/// What must be known of the clean take.
struct CleanTake {
  audio::AudioBuffer audio;          ///< mono
  double speech_level_dbfs = -30.0;  ///< active speech level
  double f0_median_hz = 150.0;
  measure::PitchContour pitch;
};

/// Mono, at the clean take's rate.
[[nodiscard]] audio::AudioBuffer derive(const CleanTake& clean, Variant variant);

}  // namespace timbre::studio
