#pragma once
/// The scorecard that is written beside a clip.

#include <string>

#include "score/scorecard.h"
#include "studio/export_clip.h"

namespace timbre::studio {

/// scorecard.json: the clip's scorecard (docs/formats/scorecard.md) with an "export" object that says what was done.
/// `take` is the take judged for the same profile.
[[nodiscard]] std::string clip_record(const ExportedClip& clip, const score::Scorecard& take, const std::string& source,
                                      const std::string& master);

}  // namespace timbre::studio
