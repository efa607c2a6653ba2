#pragma once
/// Word errors between what was said and what was heard, by the definitions of jiwer 3 (which follow Morris, Maier and
/// Green 2004): the alignment with the fewest substitutions, deletions and insertions.

#include <cstddef>
#include <string_view>

#include "base/result.h"

namespace timbre::eval {

struct WordErrors {
  std::size_t hits = 0;
  std::size_t substitutions = 0;
  std::size_t deletions = 0;
  std::size_t insertions = 0;

  /// (S + D + I) / (H + S + D): 0 … without end.
  [[nodiscard]] double error_rate() const;
  /// (S + D + I) / (H + S + D + I): 0 … 1.
  [[nodiscard]] double match_error_rate() const;
  /// 1 − H² / (words said · words heard): 0 … 1; 1 where nothing was heard.
  [[nodiscard]] double information_lost() const;
};

/// Words are what lies between spaces, compared byte by byte: normalise before (text/words.h). Among alignments with as
/// few errors the one with the most hits counts. InvalidInput for a reference without words.
[[nodiscard]] Result<WordErrors> word_errors(std::string_view said, std::string_view heard);

/// The same over Unicode characters, spaces included: jiwer's character error rate.
[[nodiscard]] Result<WordErrors> character_errors(std::string_view said, std::string_view heard);

}  // namespace timbre::eval
