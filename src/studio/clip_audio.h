#pragma once
/// The samples of a clip: a window of the take with the silence and the level that a profile wants, and nothing else
/// changed. docs/export.md says it in words.
///
/// Silence before and after is the take's own room: the pause around the window as far as it reaches (30 ms before
/// other voice are left), then room tone from the quietest pause of the take, run forwards and backwards, joined over
/// 10 ms; digital silence where the take has no room tone. Both ends fade over 5 ms. Resampled with soxr VHQ. One gain
/// for the whole clip, never a limiter. Integers get triangular dither of ±1 step from a fixed seed, so the same take
/// gives the same bytes.

#include <optional>
#include <span>
#include <vector>

#include "audio/audio_buffer.h"
#include "base/result.h"
#include "base/units.h"
#include "measure/take_meter.h"
#include "score/best_window.h"
#include "score/profiles.h"

namespace timbre::studio {

/// Frames [first, first + count) of the take.
struct FrameRange {
  std::size_t first = 0;
  std::size_t count = 0;
};

/// Which frames of the take a clip is made of, at the take's rate.
struct ClipPlan {
  FrameRange kept;            ///< window and the pauses around it
  std::size_t lead_fill = 0;  ///< frames of room tone to add before
  std::size_t tail_fill = 0;  ///< … and after
};

[[nodiscard]] ClipPlan plan_clip(const score::ClipWindow& window, const score::Profile& profile, int rate_hz,
                                 std::size_t take_frames);

/// The quietest stretch without voice, event or digital silence, 0.06 to 1 s long; none in a take without one.
[[nodiscard]] std::optional<FrameRange> find_room_tone_stretch(const measure::VoiceActivity& activity,
                                                               const measure::FrameLevels& levels,
                                                               std::span<const measure::Event> events, int rate_hz,
                                                               std::size_t take_frames);

/// What the level of a clip came to.
struct ClipLevel {
  double gain_db = 0.0;
  double level_db = 0.0;  ///< LUFS or dB RMS, as the profile counts
  double true_peak_dbtp = 0.0;
  bool is_held_back = false;  ///< the peak limit allowed no more
};

struct ClipAudio {
  audio::AudioBuffer samples;  ///< mono, at the profile's rate, on the grid of its encoding
  ClipLevel level;
};

/// The clip from the kept frames (mono, at `rate_hz`) and the room tone (may be empty). InvalidInput where the window
/// has no loudness: silence, or under 400 ms.
[[nodiscard]] Result<ClipAudio> make_clip(std::span<const float> kept, std::span<const float> room_tone, int rate_hz,
                                          const ClipPlan& plan, const score::Profile& profile);

/// Level as a profile counts it, none for silence.
[[nodiscard]] std::optional<double> level_of(const audio::AudioView& clip, score::LevelMeasure measure);

}  // namespace timbre::studio
