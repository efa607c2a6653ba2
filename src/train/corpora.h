#pragma once
/// The corpora that Timbre learns from, each described by one function: which files there are, who speaks, in which
/// split, under which licence. Where they come from and how to get them: docs/training.md.

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_system.h"
#include "base/result.h"
#include "eval/manifest.h"

namespace timbre::train {

/// Name as given on the command line, and what lists the corpus's recordings: checksum, rate and duration are still
/// empty. NotFound or InvalidInput where the folder is not that corpus.
struct CorpusKind {
  std::string_view name;
  std::string_view holds;  ///< one line for a person
  Result<std::vector<eval::Utterance>> (*list)(FileSystem& disk, const std::filesystem::path& folder);
};

/// All of them, in alphabetical order.
[[nodiscard]] const std::vector<CorpusKind>& corpus_kinds();

/// Lists a corpus, decodes and sums every file. `on_progress` is told how many of how many are done and may be empty.
/// A file that cannot be read is an error that names it.
[[nodiscard]] Result<std::vector<eval::Utterance>> describe_corpus(
    const CorpusKind& kind, FileSystem& disk, const std::filesystem::path& folder,
    const std::function<void(std::size_t, std::size_t)>& on_progress = {});

/// speechocean762 (250 speakers, English by Mandarin speakers): 40 speakers held out, 10 to watch, the rest teaches.
[[nodiscard]] Result<std::vector<eval::Utterance>> list_speechocean(FileSystem& disk,
                                                                    const std::filesystem::path& folder);
/// LibriSpeech as flat or nested `<speaker>-<chapter>-<number>.flac`; test-other is for judging only.
[[nodiscard]] Result<std::vector<eval::Utterance>> list_librispeech_train(FileSystem& disk,
                                                                          const std::filesystem::path& folder);
[[nodiscard]] Result<std::vector<eval::Utterance>> list_librispeech_test(FileSystem& disk,
                                                                         const std::filesystem::path& folder);
/// dataset-voice-kerstin (one German speaker) and LJSpeech (one English speaker).
[[nodiscard]] Result<std::vector<eval::Utterance>> list_kerstin(FileSystem& disk, const std::filesystem::path& folder);
[[nodiscard]] Result<std::vector<eval::Utterance>> list_ljspeech(FileSystem& disk, const std::filesystem::path& folder);

}  // namespace timbre::train
