#pragma once
/// Forced alignment: where each word and phone of a known text lies in a take, and where the reading departs from it.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "base/units.h"

namespace timbre::asr {

/// One phone in time. `name` is of the CMU set without stress, or "SIL".
struct AlignedPhone {
  std::string name;
  TimeRange range;
};

/// What the reader did with one word of the text.
enum class Reading {
  Read,      ///< as written
  Skipped,   ///< in the text, not in the take
  Repeated,  ///< said again: this entry is the extra time
  Added,     ///< said, not in the text; `text` is empty or a guess
  Changed,   ///< something else was said in its place; `heard` is a guess or empty
};

/// "read", "skipped", "repeated", "added", "changed": relied on by others.
[[nodiscard]] std::string_view to_string(Reading reading);

struct AlignedWord {
  std::string text;       ///< as written in the text, without surrounding punctuation
  std::size_t index = 0;  ///< which word of the text, from 0; for Added, the word it comes before
  Reading reading = Reading::Read;
  TimeRange range;          ///< empty at the place it was left out, when Skipped
  double confidence = 0.0;  ///< 0 … 1: how well the sound fits the word, against any other sound
  std::vector<AlignedPhone> phones;
  std::string heard;  ///< for Changed and Added
};

struct Alignment {
  std::vector<AlignedWord> words;  ///< in time order
  double duration_s = 0.0;
  double confidence = 0.0;  ///< 0 … 1 over all words read; low when text and take have little to do with each other
};

struct AlignOptions {
  std::string language = "en";  ///< ISO 639-1; other than English through espeak-ng's phonemes on the English model
  bool finds_edits = true;      ///< false: every word is taken as read, in order
  CancelToken cancel;
};

/// Aligns `text` (UTF-8, up to 10,000 words) with a mono 16 kHz take of up to an hour. InvalidInput for text without
/// words or empty audio; Unavailable when the acoustic model is not installed; Cancelled. A text that does not fit the
/// take is an Alignment with low confidence, not an error.
[[nodiscard]] Result<Alignment> align(std::span<const float> samples, std::string_view text,
                                      const AlignOptions& options = {});

}  // namespace timbre::asr
