#pragma once
/// What Qwen3-TTS answers: {"audio_base64", "sample_rate", "mode"}, which some deployments wrap as [body, content type]
/// or as a JSON string, or both.

#include <string_view>

#include "audio/audio_buffer.h"
#include "base/result.h"

namespace timbre::cloud {

/// One channel. Any bytes may be given. Corrupt for what is cut off, no JSON, no WAV or holds no sound; Unavailable for
/// an error that the model tells of; InvalidInput for more than ten minutes of speech.
[[nodiscard]] Result<audio::AudioBuffer> parse_qwen_result(std::string_view bytes);

}  // namespace timbre::cloud
