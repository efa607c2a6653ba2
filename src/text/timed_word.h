#pragma once
/// Words with their place in a take. Plain data that a recogniser or an aligner makes (asr) and that measures of
/// delivery, the scorecard and the clip exporter read.

#include <optional>
#include <string>
#include <vector>

#include "base/units.h"

namespace timbre::text {

/// One word as it was heard.
struct TimedWord {
  std::string text;         ///< UTF-8, as spoken text is written, with the punctuation that belongs to it if known
  TimeRange range;          ///< seconds from the take's first frame; start < end, words do not overlap
  double confidence = 0.0;  ///< 0 … 1, the engine's own belief that this word was said; 1 for a known text
};

/// What was said in a take, in time order.
struct Transcript {
  std::vector<TimedWord> words;
  std::string language;  ///< ISO 639-1: "en"; empty when unknown
  std::string engine;    ///< who heard it: "pocketsphinx", "whisper:tiny.en", "known text"
  double duration_s = 0.0;

  /// Mean confidence of the words weighted by their duration, 0 … 1; none without words.
  [[nodiscard]] std::optional<double> confidence() const;
  /// The words joined with single spaces.
  [[nodiscard]] std::string text() const;
};

/// Below this mean confidence a transcript is called uncertain, and the user is asked to check it.
inline constexpr double kUncertainBelow = 0.6;

}  // namespace timbre::text
