#pragma once
/// Whether the words of a consent were said: by alignment with the text that was to be read, and, for words that the
/// aligner does not call read, by holding them against other words in the same place. What comes of it, measured:
/// docs/consent.md.

#include <span>
#include <string>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "safety/consent_check.h"

namespace timbre::studio {

/// What was to be read.
struct ConsentText {
  std::vector<safety::StatementWord> statement;
  std::string statement_text;  ///< the words' own text, as shown
  std::vector<std::string> challenge;
  std::string language;  ///< ISO 639-1
};

/// A word that the aligner does not call read counts as said when, of this many other words put in its place …
inline constexpr std::size_t kRivals = 32;
/// … no more than these fit the sound as well: a challenge word, a word of the statement.
inline constexpr std::size_t kChallengeRivalsAllowed = 1;
inline constexpr std::size_t kStatementRivalsAllowed = 4;

/// `samples`: mono, 16 kHz, full scale ±1. Deterministic. Unavailable when the acoustic model is not installed;
/// InvalidInput for a sound too short to hold the words; Cancelled.
[[nodiscard]] Result<safety::HeardWords> hear_consent(std::span<const float> samples, const ConsentText& text,
                                                      const CancelToken& cancel = {});

}  // namespace timbre::studio
