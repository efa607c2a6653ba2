#pragma once
/// An alignment as it is shown and as it is saved for other programs.

#include <string>

#include "cli/terminal.h"

#include "asr/align.h"

namespace timbre::cli {

/// The summary, a sentence for each departure, and a table of the words with their times.
[[nodiscard]] std::string render_alignment(const asr::Alignment& alignment, const Terminal& terminal);

/// Praat tiers "words" (what was said, in the text's spelling) and "phones"; skipped words are in neither.
[[nodiscard]] std::string alignment_textgrid(const asr::Alignment& alignment);

/// Subtitles of what was said: a changed or added word as it was heard, where there is a guess.
[[nodiscard]] std::string alignment_srt(const asr::Alignment& alignment);

}  // namespace timbre::cli
