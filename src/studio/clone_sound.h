#pragma once
/// Marked speech as a WAV file that says what it is.

#include "audio/codec/audio_writer.h"
#include "base/file_system.h"
#include "base/result.h"
#include "safety/marked_speech.h"

namespace timbre::studio {

/// 16 bits, rounded to the nearest step, with tags, on the disk when this returns. Errors of the disk.
[[nodiscard]] Result<void> write_clone(const safety::MarkedSpeech& speech, const audio::AudioTags& tags,
                                       OutputFile& file);

/// Samples on the grid of 16 bits, clamped to full scale.
[[nodiscard]] audio::AudioBuffer in_16_bits(const audio::AudioView& sound);

}  // namespace timbre::studio
