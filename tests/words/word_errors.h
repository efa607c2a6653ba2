#pragma once
/// Word errors: the fewest substitutions, deletions and insertions that make what was heard out of what was said
/// (Levenshtein distance over words), as NIST's sclite counts them with equal weights.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace timbre::words {

/// Lower case, without punctuation but for apostrophes inside; hyphens and dashes part words.
[[nodiscard]] std::vector<std::string> plain_words(std::string_view text);

struct WordErrors {
  std::size_t said = 0;
  std::size_t substituted = 0;
  std::size_t deleted = 0;
  std::size_t inserted = 0;
  std::vector<bool> heard_right;  ///< per word heard
  [[nodiscard]] std::size_t errors() const { return substituted + deleted + inserted; }
  /// Errors per word said; may exceed 1.
  [[nodiscard]] double rate() const {
    return said == 0 ? 0.0 : static_cast<double>(errors()) / static_cast<double>(said);
  }
};

[[nodiscard]] WordErrors count_word_errors(const std::vector<std::string>& said, const std::vector<std::string>& heard);

}  // namespace timbre::words
