#pragma once
/// What a person is given to read. The library in the binary is data/prompts/en.json; a user adds files of the same
/// form (docs/formats/prompts.md) to a folder of their own.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_system.h"
#include "base/result.h"

namespace timbre::text {

/// The pace at which a prompt's reading time is told: unhurried reading aloud.
inline constexpr double kReadingWordsPerMinute = 150.0;

struct Prompt {
  std::string name;      ///< unique, small letters, digits and hyphens
  std::string title;     ///< for people
  std::string style;     ///< the register it asks for: "warm", "newsreader"; may be empty
  std::string language;  ///< ISO 639-1
  std::string text;      ///< to be read aloud, or the question to answer
  bool is_free = false;  ///< answered in one's own words
};

/// Words as spoken, hyphenated ones counted apart.
[[nodiscard]] std::size_t word_count(const Prompt& prompt);
/// Seconds at kReadingWordsPerMinute.
[[nodiscard]] double reading_time_s(const Prompt& prompt);

/// The prompts of one file. InvalidInput names the file and the field.
[[nodiscard]] Result<std::vector<Prompt>> parse_prompts(std::string_view json, const std::string& file_name);

struct PromptLibrary {
  std::vector<Prompt> prompts;  ///< the built-in ones, then the user's by file name; a user's replaces one of its name
  std::vector<Error> problems;  ///< of files that were left out
};

/// The library with the user's own prompts from the .json files in `folder`, which need not exist.
[[nodiscard]] PromptLibrary load_prompts(FileSystem& disk, const std::filesystem::path& folder);
/// Only what is in the binary.
[[nodiscard]] const std::vector<Prompt>& built_in_prompts();

}  // namespace timbre::text
