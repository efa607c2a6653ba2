#pragma once
/// A recording as it might also have sounded: another speed, room, noise, band and level. Everything is made from
/// random numbers and other speech of the corpus, so that a training needs no further files; the same seed gives the
/// same samples.

#include <cstddef>
#include <span>
#include <vector>

#include "base/random.h"

namespace timbre::train {

/// Played `speed` times as fast: duration divided, pitch and formants multiplied. 0.5 … 2.
[[nodiscard]] std::vector<float> at_speed(std::span<const float> samples, int rate_hz, double speed);

/// A room's impulse response: 1 at time 0, then noise that decays by 60 dB in `decay_s`, whose energy is
/// `direct_to_reverberant_db` below the direct sound's.
[[nodiscard]] std::vector<float> made_room(int rate_hz, double decay_s, double direct_to_reverberant_db,
                                           Random& random);

/// `count` samples of noise, RMS 1: white for a `rumble` of 0, brown (falling by 6 dB an octave) for 1, mixed between.
[[nodiscard]] std::vector<float> made_noise(std::size_t count, double rumble, Random& random);

/// Draws one of many conditions: a room in 40 % of the cases, noise or others talking in 70 %, a narrower band in 25 %,
/// clipping in a few, a level from −20 to 0 dB. `others` is speech to make babble of and may be empty.
[[nodiscard]] std::vector<float> degraded(std::span<const float> samples, int rate_hz,
                                          std::span<const std::span<const float>> others, Random& random);

}  // namespace timbre::train
