#pragma once
/// Timbre's own voice, as the judge hears it.

#include <filesystem>

#include "base/file_system.h"
#include "voice_system.h"

namespace timbre::app {

/// From the models of a folder (speaker-encoder, acoustic model, vocoder), which are opened by the first voice it
/// learns. Unavailable or NotFound where they are not there.
[[nodiscard]] Result<VoiceSystem> built_in_system(const std::filesystem::path& models, FileSystem& disk);

}  // namespace timbre::app
