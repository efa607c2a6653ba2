#pragma once
/// A recording of consent, from the bytes that were handed in.

#include <string_view>

#include "audio/audio_buffer.h"
#include "base/result.h"

namespace timbre::studio {

/// At most a little over twice the longest recording that can pass. Errors of decoding.
[[nodiscard]] Result<audio::AudioBuffer> decode_consent(std::string_view file);

}  // namespace timbre::studio
