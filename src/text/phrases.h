#pragma once
/// Where a transcript may be cut: at pauses, at the ends of sentences, and nowhere inside a word.

#include <cstddef>
#include <vector>

#include "text/timed_word.h"

namespace timbre::text {

/// Words [first, end) of a transcript.
struct WordRun {
  std::size_t first = 0;
  std::size_t end = 0;
  friend bool operator==(const WordRun&, const WordRun&) = default;
};

struct PhraseOptions {
  double pause_s = 0.6;     ///< a pause this long ends a phrase
  double longest_s = 30.0;  ///< a longer phrase is cut in two at its best place, and again
};

/// Every word once, in order. Phrases end at pauses; longer ones are cut where break_weight is largest.
[[nodiscard]] std::vector<WordRun> split_into_phrases(const std::vector<TimedWord>& words,
                                                      const PhraseOptions& options = {});

/// How good a place to cut lies before word `index` (1 … size − 1), in seconds of pause: the pause itself, with 0.5 s
/// for the end of a sentence and 0.25 s for a comma before it.
[[nodiscard]] double break_weight(const std::vector<TimedWord>& words, std::size_t index);

/// The place inside `run` (two words at least) to cut it at: break_weight less what it would be off the middle.
[[nodiscard]] std::size_t best_break(const std::vector<TimedWord>& words, WordRun run);

/// From the start of the run's first word to the end of its last.
[[nodiscard]] TimeRange range_of(const std::vector<TimedWord>& words, WordRun run);

/// The run's words with single spaces; control characters in them become spaces.
[[nodiscard]] std::string text_of(const std::vector<TimedWord>& words, WordRun run);

}  // namespace timbre::text
