#pragma once
/// WAV bytes from samples, for the self-test and for tests.
///
/// Integers are rounded to nearest without dither; what lies beyond full scale is clamped to it (an integer cannot
/// hold it), NaN becomes 0. Float32 keeps every value. Silence and zero frames give a valid file.

#include <string>

#include "audio/audio_view.h"
#include "base/result.h"

namespace timbre::audio {

enum class WavEncoding { Pcm16, Pcm24, Float32 };

/// InvalidInput where the format is outside what Timbre handles or the samples do not fit a WAV file's 4 GiB.
[[nodiscard]] Result<std::string> encode_wav(const AudioView& audio, WavEncoding encoding);

}  // namespace timbre::audio
