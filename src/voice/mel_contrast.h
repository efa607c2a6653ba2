#pragma once
/// Predicted spectra vary less than recorded ones, which is heard as a veil: each band's distance from its mean is made
/// longer, as recordings have it (global variance: Toda & Tokuda, "A speech parameter generation algorithm considering
/// global variance for HMM-based speech synthesis", IEICE Transactions E90-D, 2007).

#include "voice/voice_frames.h"

namespace timbre::voice {

/// Chosen on the watched speakers: docs/voice-model.md.
inline constexpr float kContrast = 1.2F;

/// The mean of a band is that of voiced frames; frames without any voiced one stay as they are.
void raise_contrast(VoiceFrames& frames, float contrast = kContrast);

}  // namespace timbre::voice
