#pragma once
/// The words of a known text as they were said in a take: what an alignment makes of the text, for whoever reads
/// transcripts (the best window, the exporter).

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "asr/align.h"
#include "text/timed_word.h"

namespace timbre::asr {

/// `engine` of a transcript whose words nobody had to guess.
inline constexpr std::string_view kKnownTextEngine = "known text";

/// One place where the reader did something else than the text says.
struct Departure {
  TimeRange range;
  Reading reading = Reading::Changed;
};

struct KnownText {
  text::Transcript transcript;        ///< engine is kKnownTextEngine; words with the punctuation they have in the text
  std::vector<Departure> departures;  ///< in time order
};

/// `alignment` must be of this very `text`. What was skipped is left out, what was read twice stands twice, and where
/// something else was said stands what was heard there, else the text; all such places are departures. None when text
/// and take have little to do with each other (Alignment::confidence under kHardlyFitsBelow) or nothing was read.
[[nodiscard]] std::optional<KnownText> known_text(const Alignment& alignment, std::string_view text,
                                                  const std::string& language);

}  // namespace timbre::asr
