#pragma once
/// Speech to test with where nobody recorded any.

#include <filesystem>
#include <string_view>

#include "audio/audio_buffer.h"
#include "base/result.h"

namespace timbre::studio {

/// About 20 s of espeak-ng's English at 24 kHz with −66 dBFS of room tone under it, as a recording would have: a few
/// sentences with pauses, statements and a question. Unavailable when the program espeak-ng is not installed.
[[nodiscard]] Result<audio::AudioBuffer> synthesised_speech();

/// The words it says.
[[nodiscard]] std::string_view synthesised_text();

/// The samples of a file.
[[nodiscard]] Result<audio::AudioBuffer> read_audio(const std::filesystem::path& path);

}  // namespace timbre::studio
