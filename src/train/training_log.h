#pragma once
/// What a training says as it goes: one line of JSON a step into log.jsonl, and a page beside it, training.html, that
/// draws the curves and is written anew at every look.

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "base/file_system.h"
#include "base/result.h"

namespace timbre::train {

struct LogLine {
  std::int64_t step = 0;
  std::vector<std::pair<std::string, double>> values;  ///< by name; a curve for each
};

/// A curve's name in the log, and what the page writes above it.
struct Curve {
  std::string name;
  std::string caption;
};

class TrainingLog {
 public:
  /// Keeps the lines of steps before `first_step`: what came after the checkpoint that is gone on from is forgotten.
  static Result<TrainingLog> open(FileSystem& disk, const std::filesystem::path& folder, std::int64_t first_step);
  Result<void> add(const LogLine& line);
  /// Writes the page from everything logged so far.
  Result<void> write_page(const std::string& title, const std::vector<Curve>& curves);

 private:
  TrainingLog(FileSystem& disk, std::filesystem::path folder) : disk_(&disk), folder_(std::move(folder)) {}

  FileSystem* disk_;
  std::filesystem::path folder_;
  std::vector<std::string> lines_;
};

}  // namespace timbre::train
