#pragma once
/// The page on which a person listens to the trial: players, spectrograms and numbers side by side.

#include <filesystem>

#include "base/file_system.h"
#include "voice_report.h"

namespace timbre::app {

/// Writes index.html, and beside it the sounds (16-bit WAV) and pictures (PNG) that it names, into `folder`, which is
/// made. `report` is voice_report_json() of the trial. Of a person's own recordings the reference and the first three
/// others are there. Errors of writing.
[[nodiscard]] Result<void> write_voice_page(const VoiceTrial& trial, const Json& report,
                                            const std::filesystem::path& folder, FileSystem& disk);

}  // namespace timbre::app
