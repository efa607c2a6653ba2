#pragma once
/// Where each phone of a corpus's recordings lies: what an acoustic model learns durations from. By forced alignment of
/// the text that the manifest gives (asr/align.h), every word taken as read.
///
/// One line of JSON per recording: {"file", "confidence", "words": [{"text", "confidence", "phones": [[name, start_s,
/// end_s] …]} …]}. Phones are the CMU set without stress; what lies between words is silence.

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_system.h"
#include "base/result.h"
#include "eval/manifest.h"
#include "voice/timed_text.h"

namespace timbre::train {

using voice::SpokenWord;

struct AlignedUtterance {
  std::string file;       ///< as in the manifest
  double confidence = 0;  ///< 0 … 1, asr::Alignment's
  std::vector<SpokenWord> words;
};

[[nodiscard]] std::string aligned_line(const AlignedUtterance& utterance);
/// InvalidInput names the line and what is missing in it. A last line that is cut off is left out: its writer was
/// stopped.
[[nodiscard]] Result<std::vector<AlignedUtterance>> parse_aligned(std::string_view text);

/// An error names the file.
[[nodiscard]] Result<std::vector<AlignedUtterance>> read_aligned(FileSystem& disk, const std::filesystem::path& path);

/// Aligns on `thread_count` threads what has a text; `on_aligned` is called for each, one at a time, and its error ends
/// the work. A recording that cannot be read is an error that names it.
[[nodiscard]] Result<void> align_utterances(const std::vector<eval::Utterance>& utterances,
                                            const std::filesystem::path& folder, std::size_t thread_count,
                                            const std::function<Result<void>(const AlignedUtterance&)>& on_aligned);

/// Aligns what a manifest names into a file beside it, going on where it was stopped. `on_progress` is told how many of
/// how many are done and may be empty.
[[nodiscard]] Result<void> align_corpus(FileSystem& disk, const std::filesystem::path& manifest,
                                        const std::filesystem::path& folder, const std::filesystem::path& out,
                                        std::size_t thread_count,
                                        const std::function<void(std::size_t, std::size_t)>& on_progress);

}  // namespace timbre::train
