#pragma once
/// One sentence as the frames of a voice: the acoustic model's answers, changed as the controls and the voice's
/// corrections say.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "voice/acoustic_model.h"
#include "voice/sentence_phones.h"
#include "voice/voice_controls.h"
#include "voice/voice_fit.h"
#include "voice/voice_frames.h"

namespace timbre::voice {

/// The silence ahead of a sentence: 50 ms, as it was taught.
inline constexpr std::size_t kSilenceFrames = 5;
/// No sound is shorter.
inline constexpr std::size_t kLeastSoundFrames = 2;
/// The mark that ends a sentence lasts no longer than it was taught to: 0.25 s.
inline constexpr float kMostEndFrames = 25.0F;

/// Frames of each phone: as long as the model says, times `corrections` for sounds and the pauses asked for at marks,
/// divided by the speed. What rounding takes from one sound it gives to the next. `random`: null, or how it strays.
[[nodiscard]] std::vector<std::size_t> frame_counts(std::span<const phones::Phone> phones,
                                                    std::span<const float> frames, const VoiceControls& controls,
                                                    float durations, Random* random);

/// At kSpeechLevel. `number`: the sentence's place in its text, so that no two stray alike. Errors of the model.
[[nodiscard]] Result<VoiceFrames> sentence_frames(const AcousticModel& model, const SentencePhones& sentence,
                                                  const VoiceFit& voice, const VoiceControls& controls,
                                                  std::size_t number);

}  // namespace timbre::voice
