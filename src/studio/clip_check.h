#pragma once
/// Measures a written clip and holds it against what it was to be.

#include <filesystem>

#include "audio/codec/decode.h"
#include "base/result.h"
#include "score/best_window.h"
#include "score/profiles.h"
#include "score/scorecard.h"
#include "studio/clip_audio.h"

namespace timbre::studio {

/// How far the level of a written clip may lie from its target, LU or dB.
inline constexpr double kLevelToleranceDb = 0.1;

struct CheckedClip {
  ClipLevel level;  ///< as the file measures
  double duration_s = 0.0;
  score::Scorecard scorecard;
};

/// Decodes the file and measures it: format, length within a millisecond, level within kLevelToleranceDb of the target
/// unless the peak limit held it back, true peak within its limit, voice neither at the very start nor at the very end
/// where silence was asked for. Internal, naming what differs, when it is not so.
[[nodiscard]] Result<CheckedClip> check_clip(const std::filesystem::path& path, const ClipLevel& made,
                                             const score::ClipWindow& window, const score::Profile& profile,
                                             const audio::DecodeOptions& decode);

}  // namespace timbre::studio
