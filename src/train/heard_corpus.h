#pragma once
/// Texts for recordings that come without one: what a recogniser hears in them. It hears with errors, so how sure it is
/// of each word is kept beside the text (eval::Utterance::word_confidences), for phones_of_recordings.h to doubt.

#include <cstddef>
#include <filesystem>
#include <functional>

#include "asr/transcriber.h"
#include "base/file_system.h"
#include "base/result.h"

namespace timbre::train {

/// Writes the manifest again into `out`, with the text that `transcriber` hears in each recording of `folder`, going on
/// where it was stopped. `on_progress` is told how many of how many are done and may be empty. A recording that cannot
/// be read or is longer than asr::kLongestStretchS is an error that names it.
[[nodiscard]] Result<void> hear_corpus(FileSystem& disk, asr::Transcriber& transcriber,
                                       const std::filesystem::path& manifest, const std::filesystem::path& folder,
                                       const std::filesystem::path& out,
                                       const std::function<void(std::size_t, std::size_t)>& on_progress);

}  // namespace timbre::train
