#pragma once
/// A clip as a picture: time to the right, 10 ms a column; 0 to 8 kHz upwards, 62.5 Hz a row; the louder, the brighter,
/// over 70 dB under the clip's loudest.

#include <span>
#include <string>

namespace timbre::app {

/// The bytes of a PNG file, 128 rows high. At 16 kHz. Silence, and a clip shorter than a column, is dark.
[[nodiscard]] std::string spectrogram_png(std::span<const float> samples_16k);

}  // namespace timbre::app
