#pragma once
/// Which 10 ms frames hold voice. Plain data; the detector that makes it is voice_activity_detector.h.

#include <cstdint>
#include <vector>

#include "base/units.h"

namespace timbre::measure {

struct VoiceActivity {
  double hop_s = 0.0;                   ///< time from one frame to the next, ~0.01
  std::vector<std::uint8_t> is_speech;  ///< 1 where frame i, [i·hop_s, (i+1)·hop_s), is speech (short gaps filled)

  /// Maximal runs of speech (wanted = 1) or non-speech (wanted = 0), in time order.
  [[nodiscard]] std::vector<TimeRange> segments(std::uint8_t wanted = 1) const;
  /// Total time of speech, s.
  [[nodiscard]] double speech_s() const;
};

}  // namespace timbre::measure
