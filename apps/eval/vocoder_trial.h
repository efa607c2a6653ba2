#pragma once
/// How much a voice loses when it is taken apart into frames and put together again by the vocoder.

#include <string>
#include <vector>

#include "base/file_system.h"
#include "base/result.h"

namespace timbre::app {

/// What follows "timbre-eval vocoder": --models FOLDER with vocoder.onnx, --files FOLDER with FLAC recordings, --per
/// SPEAKER recordings of each speaker (named <speaker>-…), --write FOLDER for the sounds. Prints one row a speaker and
/// one for all: STOI, DNSMOS before and after (model in TIMBRE_MODELS), likeness to the original by the speaker encoder
/// where there is one, and time on one core. Errors as those of what it reads.
[[nodiscard]] Result<void> vocoder_trial(const std::vector<std::string>& words, FileSystem& disk);
[[nodiscard]] std::string vocoder_trial_usage();

}  // namespace timbre::app
