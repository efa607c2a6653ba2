#pragma once
/// The table that says how good a speaker encoder is: sets of recordings, each heard under several conditions.

#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "eval/manifest.h"
#include "eval/speaker_trials.h"
#include "speaker/speaker_encoder.h"

namespace timbre::eval {

/// What is done to a recording before it is heard. `index` is the recording's number in its set, for seeds.
struct SpeakerCondition {
  std::string name;
  std::function<Result<std::vector<float>>(std::span<const float> samples, int rate_hz, std::size_t index)> change;
};

/// As it is; its middle 2, 4 and 8 s (or all, where it is shorter); telephone; white noise at 15 dB.
[[nodiscard]] std::vector<SpeakerCondition> standard_conditions();

struct SpeakerSet {
  std::string title;
  std::filesystem::path folder;
  std::vector<Utterance> utterances;
};

/// Recordings below a folder whose names begin with "<speaker>-", as LibriSpeech has it. NotFound when there are none.
[[nodiscard]] Result<SpeakerSet> speaker_set_of_folder(FileSystem& disk, std::string title,
                                                       const std::filesystem::path& folder);

/// Every recording of the set, changed and embedded, on `thread_count` threads. A recording in which too little is
/// heard is left out; other errors name the file.
[[nodiscard]] Result<std::vector<LabelledEmbedding>> embed_set(
    const std::shared_ptr<const speaker::SpeakerEncoder>& encoder, const SpeakerSet& set,
    const SpeakerCondition& condition, std::size_t thread_count);

/// The table's head in Markdown, and a row.
[[nodiscard]] std::string speaker_table_head();
[[nodiscard]] std::string speaker_table_row(const std::string& set, const std::string& condition,
                                            const SpeakerReport& report);

}  // namespace timbre::eval
