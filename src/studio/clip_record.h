#pragma once
/// What is written beside a clip: its words and its scorecard.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "score/scorecard.h"
#include "studio/export_clip.h"
#include "text/timed_word.h"

namespace timbre::studio {

/// The words of a clip as one line of text that ends in a full stop (or what else ends a sentence).
[[nodiscard]] std::string ref_text_of(const std::vector<text::TimedWord>& words, std::string_view language);

/// scorecard.json: the clip's scorecard (docs/formats/scorecard.md) with an "export" object that says what was done.
/// `take` is the take judged for the same profile.
[[nodiscard]] std::string clip_record(const ExportedClip& clip, const score::Scorecard& take, const std::string& source,
                                      const std::string& master);

}  // namespace timbre::studio
