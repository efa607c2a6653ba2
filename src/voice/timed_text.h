#pragma once
/// A text's sounds and marks at the times at which a recording has them: the phones that the product would make of the
/// text (phones/text_phones.h), at the times that a forced alignment gives (asr/align.h).
///
/// Word by word, phones take the times of those that the alignment read (phone_matching.h). A gap between words of at
/// least kShortestPauseS is the mark that stands there or, where none does, phones::kSilence; a shorter one belongs to
/// the phone before it, and the mark has no length. What comes before the first word is silence, what comes after the
/// last is the final mark.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "asr/align.h"
#include "base/result.h"
#include "phones/phone.h"
#include "phones/text_phones.h"

namespace timbre::voice {

inline constexpr double kShortestPauseS = 0.03;

struct TimedPhone {
  phones::Phone phone;  ///< its id, stress and boundary; the rest is left open
  double start_s = 0;
  double end_s = 0;
  bool is_doubtful = false;  ///< something else may have been said: not to be learned from
  friend bool operator==(const TimedPhone&, const TimedPhone&) = default;
};

/// What an alignment says of one word that was read.
struct SpokenWord {
  std::string text;
  std::vector<asr::AlignedPhone> phones;
  double confidence = 1.0;  ///< 0 … 1, asr::AlignedWord's
};

/// What was read as one word and what its phones are, [first, end) of the text's.
struct ReadWord {
  const SpokenWord* spoken = nullptr;
  std::size_t first = 0;
  std::size_t end = 0;
  bool is_doubtful = false;  ///< for whoever asks to say; so is a pause beside it
};

/// None where the two have other words. Points into `spoken`.
[[nodiscard]] std::optional<std::vector<ReadWord>> words_in_both(const phones::PhonedText& text,
                                                                 std::span<const SpokenWord> spoken);

/// Without gaps, to the end of a recording of `duration_s`. InvalidInput for a label that is none. At least one word.
[[nodiscard]] Result<std::vector<TimedPhone>> timed_phones(const phones::PhonedText& text,
                                                           std::span<const ReadWord> words, double duration_s);

}  // namespace timbre::voice
