#pragma once
/// How the built-in voice is to speak, whoever speaks.

#include <cstdint>
#include <optional>

#include "base/result.h"

namespace timbre::voice {

struct VoiceControls {
  double speed = 1;           ///< 0.5 … 2 times as fast
  double pitch_st = 0;        ///< −6 … 6 semitones
  double expressiveness = 1;  ///< 0 … 2 times the spread of ln F0 around the speaker's median; 0 is a monotone
  double pauses = 1;          ///< 0 … 3 times as long at marks and between sentences
  /// Chooses the noise that the voice is made from, and how its timing and melody stray a little. None: they do not
  /// stray.
  std::optional<std::uint64_t> seed = {};
};

/// InvalidInput, naming the control, its value and its range.
[[nodiscard]] Result<void> check_controls(const VoiceControls& controls);

}  // namespace timbre::voice
