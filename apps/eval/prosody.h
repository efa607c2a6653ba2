#pragma once
/// The melody and pace of one or more clips, as the product measures them (measure/pitch.h, measure/syllables.h).

#include <cstddef>
#include <span>
#include <vector>

#include "base/result.h"

namespace timbre::app {

struct Prosody {
  std::vector<float> f0_hz;  ///< of voiced frames, octave errors taken out
  std::size_t nuclei = 0;    ///< of syllables
  double speech_s = 0;       ///< pauses left out

  void add(const Prosody& other);
  /// 0 where nothing is voiced.
  [[nodiscard]] double f0_median_hz() const;
  /// Nuclei per second of speech; 0 without speech.
  [[nodiscard]] double syllables_hz() const;
};

/// One channel at 16 kHz. Silence has no F0 and no speech.
[[nodiscard]] Result<Prosody> prosody_of(std::span<const float> samples_16k);

}  // namespace timbre::app
