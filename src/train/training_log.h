#pragma once
/// What a training says as it goes: one line of JSON a step into log.jsonl, and a page beside it, training.html, that
/// draws the curves and is written anew at every look.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/file_system.h"
#include "base/result.h"

namespace timbre::train {

struct LogLine {
  std::int64_t step = 0;
  double loss = 0;
  double accuracy = 0;
  double rate = 0;
  double clips_per_s = 0;
  std::optional<double> watched_error_rate = {};
};

class TrainingLog {
 public:
  /// Keeps the lines of steps before `first_step`: what came after the checkpoint that is gone on from is forgotten.
  static Result<TrainingLog> open(FileSystem& disk, const std::filesystem::path& folder, std::int64_t first_step);
  Result<void> add(const LogLine& line);
  /// Writes the page from everything logged so far.
  Result<void> write_page(const std::string& title);

 private:
  TrainingLog(FileSystem& disk, std::filesystem::path folder) : disk_(&disk), folder_(std::move(folder)) {}

  FileSystem* disk_;
  std::filesystem::path folder_;
  std::vector<std::string> lines_;
};

}  // namespace timbre::train
