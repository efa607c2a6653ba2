#pragma once
/// Timbre's own voice, as the judge hears it.

#include <filesystem>

#include "base/file_system.h"
#include "voice_system.h"

namespace timbre::app {

/// From the models of a folder (speaker-encoder, acoustic model, vocoder), which are opened by the first voice it
/// learns: that is Unavailable or NotFound where they are not there. `disk` must outlive the system.
[[nodiscard]] VoiceSystem built_in_system(const std::filesystem::path& models, FileSystem& disk);
/// The same with voice/quick_fit.h, and the words that pocketsphinx hears in the reference.
[[nodiscard]] VoiceSystem closely_fitted_system(const std::filesystem::path& models, FileSystem& disk);

}  // namespace timbre::app
