#pragma once
/// The bands that STOI listens in.

#include <array>
#include <span>
#include <vector>

namespace timbre::eval {

inline constexpr std::size_t kBandCount = 15;
inline constexpr std::size_t kStoiFrame = 256;  ///< samples at 10 kHz; a hop is half of it
using Bands = std::array<double, kBandCount>;   ///< magnitudes of one frame

/// A Hann window of 256 that is zero one sample before and after it.
[[nodiscard]] std::span<const double> stoi_window();

/// One frame each hop: Hann, a 512-point spectrum, root of the power in each third of an octave from 150 Hz. Frames
/// begin at 0, 128 … < size − 256.
[[nodiscard]] std::vector<Bands> third_octaves(std::span<const double> samples);

}  // namespace timbre::eval
