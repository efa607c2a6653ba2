#include "measure/silence.h"

#include <algorithm>
#include <cstdint>

namespace timbre::measure {

Silence silence_of(const VoiceActivity& activity) {
  const auto& frames = activity.is_speech;
  if (frames.empty()) {
    const Reading none = Reading::none("the take is empty");
    return {none, none, none};
  }
  const auto first = std::find(frames.begin(), frames.end(), std::uint8_t{1});
  if (first == frames.end()) {
    const Reading none = Reading::none("no speech found");
    return {Reading::of(100.0), none, none};
  }
  const auto last = std::find(frames.rbegin(), frames.rend(), std::uint8_t{1});
  const auto speech = static_cast<double>(std::count(first, frames.end(), std::uint8_t{1}));
  return {Reading::of(100.0 * (1.0 - speech / static_cast<double>(frames.size()))),
          Reading::of(activity.hop_s * static_cast<double>(first - frames.begin())),
          Reading::of(activity.hop_s * static_cast<double>(last - frames.rbegin()))};
}

}  // namespace timbre::measure
