#pragma once
/// What is changed in the acoustic model's answers so that a voice comes out as its clip is (voice_fit.h finds them).

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "voice/sound_class.h"
#include "voice/voice_frames.h"

namespace timbre::voice {

using MelCorrection = std::array<float, kMelBands>;

struct VoiceCorrections {
  float durations = 1;              ///< times as long as the model says each sound lasts
  float f0_offset = 0;              ///< added to ln F0
  float f0_spread = 1;              ///< times as far from the speaker's median, in ln F0
  MelCorrection voiced_mel = {};    ///< added to the log-mels of voiced frames
  MelCorrection unvoiced_mel = {};  ///< of all others
  /// Added besides where such a sound is spoken (class_residual.h finds them).
  std::array<MelCorrection, kSoundClasses> class_mel = {};
};

inline constexpr std::size_t kCorrectionBytes = (3 + (2 + kSoundClasses) * kMelBands) * sizeof(float);

/// kCorrectionBytes to be kept, and back; Corrupt for anything else.
[[nodiscard]] std::string correction_bytes(const VoiceCorrections& corrections);
[[nodiscard]] Result<VoiceCorrections> corrections_of_bytes(std::string_view bytes);

/// Adds the mel corrections to `frames`, whose sounds `classes` names, one each. Where voicing or the sound changes,
/// one goes over into the other within 50 ms.
void correct_mels(VoiceFrames& frames, const VoiceCorrections& corrections, std::span<const SoundClass> classes);

}  // namespace timbre::voice
