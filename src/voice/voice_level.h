#pragma once
/// How loud the built-in voice is: as loud in every sentence, and never clipped.

#include <span>

#include "voice/voice_frames.h"

namespace timbre::voice {

/// Active level of what is said (ITU-T P.56), within some 2 dB; near the −23 LUFS of EBU R 128.
inline constexpr double kSaidLevelDbfs = -23.0;
inline constexpr double kHighestPeakDbfs = -1.0;

/// Moves the spectrum so that voiced frames have kSpeechLevel on average, by at most 6 dB.
void bring_to_speech_level(VoiceFrames& frames);

/// What sound made from `frames` must be multiplied with to have kSaidLevelDbfs: from the power that their mel bands
/// hold, so that a stream knows it before its first sample. 1 where nothing is voiced.
[[nodiscard]] float level_gain(const VoiceFrames& frames);

/// Multiplies, and bends what goes beyond half of full scale so that nothing exceeds kHighestPeakDbfs.
void make_loud(std::span<float> samples, float gain);

}  // namespace timbre::voice
