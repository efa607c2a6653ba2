#pragma once
/// flite's voice slt: the best that a small voice of before the neural ones can do, and one for everybody.

#include "voice_system.h"

namespace timbre::app {

/// Unavailable where this program was built without flite (Debian's flite1-dev).
[[nodiscard]] Result<VoiceSystem> flite_voice();

}  // namespace timbre::app
