#pragma once
/// Lets the networks hear a take, at its end, and writes down what they say.

#include <span>

#include "measure/networks.h"
#include "measure/pitch.h"
#include "measure/second_opinions.h"
#include "measure/voice_activity.h"

namespace timbre::measure {

/// The networks hear this much of a take's beginning, so that an hour costs no more than a clip.
inline constexpr double kHeardS = 120.0;
/// Windows that DNSMOS hears at most: all of a clip of up to 45 s.
inline constexpr std::size_t kMostDnsmosWindows = 20;
/// The denoiser is the slowest for what it says: it hears this much.
inline constexpr double kDenoisedS = 20.0;

struct HeardTake {
  std::span<const float> samples_16k;  ///< at most kHeardS of them are heard
  bool has_speech = true;              ///< without it there is no voice to have an opinion of
  const PitchContour* pitch = nullptr;
  std::size_t thread_count = 1;
};

/// Never fails: what could not be heard says why. The same samples and networks give the same answers on one machine,
/// whatever the number of threads. Once `networks.cancel` is cancelled the rest is left out: of no use to anyone.
[[nodiscard]] SecondOpinions hear_take(const HeardTake& take, const Networks& networks);

}  // namespace timbre::measure
