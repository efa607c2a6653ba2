#pragma once
/// The judge of the built-in voice (docs/voice-model.md, "The judge"): the same sentences as the same people by
/// Timbre's voice, flite, espeak-ng and, where sentences do not matter, the people themselves; one table.

#include <string>
#include <vector>

#include "base/file_system.h"
#include "base/result.h"

namespace timbre::app {

/// What follows "timbre-eval voice": see voice_trial_usage(). Prints the table. A system that is not there is an empty
/// column, and a line below says why; DNSMOS without its model is SKIPPED. Errors as those of what it reads.
[[nodiscard]] Result<void> voice_trial(const std::vector<std::string>& words, FileSystem& disk);
[[nodiscard]] std::string voice_trial_usage();

}  // namespace timbre::app
