#pragma once
/// The CMU Pronouncing Dictionary, as pocketsphinx-en-us ships it: one pronunciation a line, "read(2) R EH D", without
/// stress.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_system.h"
#include "base/result.h"

namespace timbre::text {

/// Phones in order, of the CMU set without stress.
using Pronunciation = std::vector<std::string>;

/// The dictionary in memory: its bytes and one offset a line, about 4 MB for 135,000 lines.
class CmuDictionary {
 public:
  /// NotFound, Denied, or InvalidInput over 64 MB. Lines that are none of the dictionary's are never found.
  [[nodiscard]] static Result<CmuDictionary> load(const std::filesystem::path& path, FileSystem& disk);

  /// In the dictionary's order, the usual one first; none for a word it does not have. Letters' case does not matter,
  /// nor which apostrophe it is.
  [[nodiscard]] std::vector<Pronunciation> pronunciations(std::string_view word) const;

  [[nodiscard]] std::size_t line_count() const { return lines_.size(); }
  /// The word of a line, with "(2)" and so on: for walking through all of them.
  [[nodiscard]] std::string_view head(std::size_t line) const;

 private:
  void index_lines();
  [[nodiscard]] std::string_view head_at(std::uint32_t offset) const;
  [[nodiscard]] Pronunciation phones_at(std::uint32_t offset) const;
  [[nodiscard]] const std::uint32_t* find(std::string_view head) const;

  std::string bytes_;
  std::vector<std::uint32_t> lines_;  ///< where each line begins, sorted by head
};

/// $TIMBRE_CMU_DICT, else where it was found when Timbre was built.
[[nodiscard]] std::filesystem::path cmu_dictionary_path();

}  // namespace timbre::text
