#pragma once
/// Resampling as GNU Octave's resample() does it: part of STOI's definition, so soxr will not do.

#include <span>
#include <vector>

namespace timbre::eval {

/// From `from_hz` to `to_hz`, both positive; ceil(n·to/from) samples, without delay. A Kaiser-windowed sinc of 60 dB
/// rejection, its stop band at half the lower rate, a tenth of that wide, normalised to unit sum.
[[nodiscard]] std::vector<double> octave_resample(std::span<const float> samples, int from_hz, int to_hz);

}  // namespace timbre::eval
