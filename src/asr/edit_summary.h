#pragma once
/// An alignment's departures from the text in plain words, for people: the command line and the page show these.

#include <string>
#include <vector>

#include "asr/align.h"

namespace timbre::asr {

/// How many words of each reading; an addition counts each place once.
struct ReadingCounts {
  std::size_t read = 0;
  std::size_t skipped = 0;
  std::size_t repeated = 0;
  std::size_t added = 0;
  std::size_t changed = 0;
  [[nodiscard]] std::size_t edits() const { return skipped + repeated + added + changed; }
};
[[nodiscard]] ReadingCounts count_readings(const Alignment& alignment);

/// One sentence a departure, in time order; neighbouring words are one sentence: "You skipped “of” after
/// “imputation”.", "“two” was read twice.", "You added “very” before “good”.", "“house” was read as “horse”.". Empty
/// when everything was read as written.
[[nodiscard]] std::vector<std::string> describe_edits(const Alignment& alignment);

/// One line: "All 61 words were read as written." or "59 of 61 words read as written; 2 skipped, 1 repeated."; says so
/// when the text hardly fits the take.
[[nodiscard]] std::string summarise(const Alignment& alignment);

/// Below this confidence the text is called a text of something else.
inline constexpr double kHardlyFitsBelow = 0.3;

}  // namespace timbre::asr
