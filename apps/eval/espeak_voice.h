#pragma once
/// espeak-ng with a person's median pitch and pace: what can be had of somebody without their timbre.

#include <string>
#include <vector>

#include "voice_system.h"

namespace timbre::app {

/// Speaks the sentences at a range of espeak-ng's pitches and speeds and measures each, so that a reference's median F0
/// and syllable rate can be met by its settings (straight lines between, the nearest end beyond). Errors of
/// text/espeak.h.
[[nodiscard]] Result<VoiceSystem> espeak_voice(const std::vector<std::string>& sentences);

}  // namespace timbre::app
