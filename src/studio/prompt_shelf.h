#pragma once
/// The prompts with what each would add to the sounds said so far: what the recorder offers.

#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/file_system.h"
#include "base/json.h"
#include "base/result.h"
#include "studio/coverage_tools.h"

namespace timbre::studio {

/// Thread-safe. The dictionary is read by the first question and kept (about 4 MB), as is what each text covers.
class PromptShelf {
 public:
  /// `folder` holds the user's own prompts and need not exist (text/prompts.h).
  PromptShelf(FileSystem& disk, std::filesystem::path folder) : disk_(disk), folder_(std::move(folder)) {}

  /// {"prompts": [{"name", "title", "style", "language", "text", "is_free", "words", "reading_time_s", "new_phones",
  /// "new_diphones"}], "covered": {"phones", "phones_wanted", "diphones", "diphones_wanted"}, "next": name or null,
  /// "problems": [sentences on files that were left out], "needs"}. `said` is what was said so far. The news are null
  /// for prompts without a text of their own to read and for other languages than English. Without the dictionary they
  /// are null all over, as is "covered", and "needs" says what is missing; else it is null.
  [[nodiscard]] Json list(const std::vector<std::string>& said);

  /// What a text would add: {"words", "reading_time_s", "phones", "diphones", "new_phones", "new_diphones"}.
  /// Unavailable without the dictionary.
  [[nodiscard]] Result<Json> gain(const std::vector<std::string>& said, const std::string& text);

 private:
  [[nodiscard]] Result<CoverageTools*> tools();
  [[nodiscard]] Result<text::Coverage> coverage_of(const std::string& text);
  [[nodiscard]] Result<text::Coverage> coverage_of_all(const std::vector<std::string>& texts);
  [[nodiscard]] Json prompt_json(const text::Prompt& prompt, const std::optional<text::Coverage>& have);

  FileSystem& disk_;
  std::filesystem::path folder_;
  std::mutex mutex_;
  std::optional<CoverageTools> tools_;
  std::unordered_map<std::string, text::Coverage> known_;  // by text
};

}  // namespace timbre::studio
