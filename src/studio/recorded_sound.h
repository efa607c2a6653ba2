#pragma once
/// From the pieces of a recording to a WAV file, without losing a bit and without keeping bits that hold nothing.

#include <string>

#include "audio/audio_view.h"
#include "audio/codec/wav_writer.h"
#include "base/result.h"
#include "store/recordings.h"

namespace timbre::studio {

/// The fewest bits that hold every sample exactly: 16, 24, or 32-bit floating point. A browser hands out floats even
/// where the device gave integers.
[[nodiscard]] audio::WavEncoding smallest_lossless(const audio::AudioView& sound);

/// Everything up to the first missing piece, as WAV. Pieces hold interleaved 32-bit little-endian floats, full scale
/// ±1. InvalidInput when there is no sound or a piece ends inside a frame.
[[nodiscard]] Result<std::string> recorded_wav(store::Recordings& recordings, const store::Recording& recording);

}  // namespace timbre::studio
