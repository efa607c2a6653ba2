#pragma once
/// Feeds a take to a meter in pieces of one size, to show that the pieces do not matter.

#include <cstddef>

#include "audio/audio_view.h"

namespace timbre::measure {

template <typename Meter>
auto measured_in_chunks(Meter meter, const audio::AudioView& take, std::size_t chunk) {
  for (std::size_t i = 0; i < take.frame_count(); i += chunk) meter.push(take.slice(i, chunk));
  return meter.finish();
}

}  // namespace timbre::measure
