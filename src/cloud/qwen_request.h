#pragma once
/// What Qwen3-TTS is asked: the JSON that its SageMaker containers take.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "clone/engine.h"

namespace timbre::cloud {

/// ISO 639-1, the ten that the model speaks.
[[nodiscard]] const std::vector<std::string>& qwen_languages();
/// The model's own name, "English" for "en" and "en-GB", "Auto" for no language; none for one it does not speak.
[[nodiscard]] std::optional<std::string> qwen_language(std::string_view iso);

/// {"mode", "text", "language", "ref_audio", "ref_text"}: the reference as a WAV file of 16 bits, one channel, in
/// Base64. InvalidInput without a reference or its transcript, and for a language that the model does not speak.
[[nodiscard]] Result<std::string> qwen_request(const std::string& piece, const clone::Voice& voice,
                                               const std::string& language);

}  // namespace timbre::cloud
