#pragma once
/// A corpus of sentences of ours that flite's voices say: native English whose phones lie where they are said to lie.
///
/// Every sentence is said by one of slt, rms and awb in turn; every sixth also by kal16, every other sixth also by the
/// next of the three. How fast is drawn for each recording. The same sentences give the same bytes.

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_system.h"
#include "base/result.h"

namespace timbre::train {

/// One recording that is to be made.
struct FliteTake {
  std::string file;  ///< "slt/0001.wav"
  std::string_view voice;
  std::string text;
  double stretch = 1.0;  ///< 0.85 … 1.2
  bool is_dev = false;   ///< every 50th sentence, whoever says it
  friend bool operator==(const FliteTake&, const FliteTake&) = default;
};

[[nodiscard]] std::vector<FliteTake> plan_flite_corpus(const std::vector<std::string>& sentences);

struct FliteCorpusPaths {
  std::filesystem::path sentences;  ///< one a line; empty lines are passed over
  std::filesystem::path folder;     ///< of the recordings: WAV, 16 kHz, mono, 16 bit
  std::filesystem::path manifest;   ///< eval/manifest.h; watched takes are of a speaker of their own, "flite-slt-dev"
  std::filesystem::path timed;      ///< timed_phones.h
};

/// The first `most` takes. `on_progress` is told how many of how many are done and may be empty. A sentence that flite
/// cannot say as it is written is an error that names it.
[[nodiscard]] Result<void> make_flite_corpus(FileSystem& disk, const FliteCorpusPaths& paths, std::size_t most,
                                             const std::function<void(std::size_t, std::size_t)>& on_progress = {});

}  // namespace timbre::train
