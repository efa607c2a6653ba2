#pragma once
/// A corpus as training sees it: one line of JSON per recording, in the order in which training reads them.
///
/// Files are named relative to the corpus's folder, so that a manifest can be committed or compared on another machine;
/// their checksums say that it is the same corpus. A speaker is in one split only.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_system.h"
#include "base/result.h"

namespace timbre::eval {

/// "train" teaches, "dev" is watched while training, "held_out" and "judge" are heard only when a finished model is
/// judged: held-out speakers of a corpus that also teaches, and corpora that never do.
inline constexpr std::string_view kTrainSplit = "train";
inline constexpr std::string_view kDevSplit = "dev";
inline constexpr std::string_view kHeldOutSplit = "held_out";
inline constexpr std::string_view kJudgeSplit = "judge";

struct Utterance {
  std::string file;     ///< relative to the corpus's folder, '/' between names
  std::string sha256;   ///< of the file, 64 lower-case hexadecimal digits
  std::string corpus;   ///< stable name
  std::string speaker;  ///< unique within the corpus
  std::string split;
  std::string licence;
  int sample_rate_hz = 0;  ///< as stored
  double duration_s = 0;
  std::string text;  ///< what was read, where the corpus says it; else empty
  /// Where a recogniser heard the text: of each of its words, parted by spaces, how sure it is, 0 … 1. Else empty.
  std::vector<double> word_confidences = {};
};

[[nodiscard]] std::string manifest_text(const std::vector<Utterance>& utterances);
/// InvalidInput names the line and the field, and any speaker who is in two splits.
[[nodiscard]] Result<std::vector<Utterance>> parse_manifest(std::string_view text);
[[nodiscard]] Result<std::vector<Utterance>> read_manifest(FileSystem& disk, const std::filesystem::path& path);

}  // namespace timbre::eval
