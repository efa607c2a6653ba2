#pragma once
/// What coverage is counted with: the dictionary, the target, and the texts of takes.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/file_system.h"
#include "base/json.h"
#include "base/result.h"
#include "text/coverage.h"

namespace timbre::studio {

/// Everything that coverage is computed with. Unavailable without the dictionary.
class CoverageTools {
 public:
  [[nodiscard]] static Result<CoverageTools> load(FileSystem& disk);

  /// All texts together.
  [[nodiscard]] Result<text::Coverage> coverage_of(const std::vector<std::string>& texts);
  [[nodiscard]] Result<std::optional<text::PromptGain>> next_prompt(const text::Coverage& have,
                                                                    const std::vector<text::Prompt>& prompts);
  [[nodiscard]] const text::CoverageTarget& target() const { return target_; }

 private:
  CoverageTools(text::CoverageTarget target, FileSystem& disk)
      : target_(std::move(target)), pronouncer_(std::make_unique<text::Pronouncer>(disk)) {}

  text::CoverageTarget target_;
  std::unique_ptr<text::Pronouncer> pronouncer_;
};

/// The texts in files, each up to 4 MB.
[[nodiscard]] Result<std::vector<std::string>> read_texts(const std::vector<std::string>& paths, FileSystem& disk);

/// The library with the user's own prompts; only what is in the binary when the user has no data folder.
[[nodiscard]] text::PromptLibrary load_library(FileSystem& disk);

[[nodiscard]] Json coverage_json(const text::CoverageReport& report);
/// {"name", "adds": {…}} or null.
[[nodiscard]] Json next_json(const std::optional<text::PromptGain>& next, const std::vector<text::Prompt>& prompts);
/// "NAME adds 3 phones and 41 diphones", or that nothing is left to add.
[[nodiscard]] std::string next_line(const std::optional<text::PromptGain>& next,
                                    const std::vector<text::Prompt>& prompts);

}  // namespace timbre::studio
