#include "measure/voice_activity.h"

#include <algorithm>
#include <cstddef>

namespace timbre::measure {

std::vector<TimeRange> VoiceActivity::segments(std::uint8_t wanted) const {
  std::vector<TimeRange> found;
  for (std::size_t i = 0; i < is_speech.size();) {
    std::size_t end = i;
    while (end < is_speech.size() && is_speech[end] == is_speech[i]) ++end;
    if (is_speech[i] == wanted) found.push_back({static_cast<double>(i) * hop_s, static_cast<double>(end) * hop_s});
    i = end;
  }
  return found;
}

double VoiceActivity::speech_s() const {
  return hop_s * static_cast<double>(std::count(is_speech.begin(), is_speech.end(), std::uint8_t{1}));
}

}  // namespace timbre::measure
