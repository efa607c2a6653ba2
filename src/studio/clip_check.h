#pragma once
/// Measures a written clip and holds it against what it was to be.

#include <filesystem>
#include <optional>

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
  std::optional<double> lead_s;  ///< silence before the first voice, as voice activity finds it in the file
  std::optional<double> tail_s;  ///< … after the last
  score::Scorecard scorecard;
};

/// Decodes the file and measures it: format, length within a millisecond, level within kLevelToleranceDb of the target
/// unless the peak limit held it back, true peak within its limit. Internal, naming what differs, when it is not so.
/// Silence before and after is measured and given, not judged: a faint first sound can be voice in the take and none in
/// the clip.
[[nodiscard]] Result<CheckedClip> check_clip(const std::filesystem::path& path, const ClipLevel& made,
                                             const score::ClipWindow& window, const score::Profile& profile,
                                             const audio::DecodeOptions& decode);

}  // namespace timbre::studio
