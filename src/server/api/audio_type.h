#pragma once
/// What to call a recording to a browser, by its first bytes.

#include <filesystem>
#include <string>

namespace timbre::server {

/// "audio/wav", "audio/flac", "audio/mpeg", "audio/ogg", "audio/webm", "audio/mp4", "audio/aiff", else
/// "application/octet-stream". Never a type that a browser would run.
[[nodiscard]] std::string audio_type(const std::filesystem::path& path);

}  // namespace timbre::server
