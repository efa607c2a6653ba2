#pragma once
/// A recording's melody and energy as the acoustic model is told of them: without their finest detail, since what it
/// predicts itself has none either.

#include "voice/acoustic_model.h"
#include "voice/speaker_profile.h"
#include "voice/voice_frames.h"

namespace timbre::voice {

/// As many frames as `frames`, F0 in ln(F0 / 1 Hz) with straight lines over what is not voiced. `traits`: those of the
/// recording that the frames are of.
[[nodiscard]] Prosody prosody_of(const VoiceFrames& frames, const SpeechTraits& traits);

}  // namespace timbre::voice
