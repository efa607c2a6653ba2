#pragma once
/// Which stretch of a take to hand to a cloning model: docs/export.md explains the choice.
///
/// Candidates begin and end in pauses of voice activity (0.12 s and more) or at the ends of the take; with a
/// transcript, never in a pause that lies inside a word. Each is scored 0…1 from what was measured anyway, so that an
/// hour costs no second listening:
///
///   0.25 signal       level of its speech over the noise in and around it, 10 dB → 0, 50 dB → 1
///   0.25 faults       clips, clicks and plosives per second, weighed 4 : 2 : 1; halves with each 0.35 a second
///   0.20 expression   spread of the pitch, 1 st → 0, 4 st → 1, and of the level, 2 dB → 0, 8 dB → 1, half each
///   0.15 continuity   longest pause against what the profile wants (0.5 s where it says nothing), none at 3 times
///   0.15 boundaries   sentence ends, then phrase ends, then long pauses on both sides
///   0.15 words        mean confidence, where there is a transcript; the weights are then scaled to 1
///
/// The score of the whole counts 0.75 and that of its beginning (the profile's first_s, else 6 s) 0.25: the strongest
/// phrase first. Scores are rounded to 0.0001; of equals the earliest wins, then the longest. The noise, the voice and
/// the spread do not depend on gain, so neither does the choice. The weights are Timbre's.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/units.h"
#include "measure/take_measurements.h"
#include "measure/take_meter.h"
#include "score/profiles.h"
#include "text/timed_word.h"

namespace timbre::score {

/// What is known of a take; all of it must outlive the call.
struct WindowEvidence {
  const measure::VoiceActivity& activity;
  const measure::FrameLevels& levels;  ///< on the same grid
  const measure::PitchContour& pitch;
  std::span<const measure::Event> events;
  const text::Transcript* transcript = nullptr;  ///< null when there is none
  bool cut_start = false;                        ///< the take begins inside speech
  bool cut_end = false;                          ///< … ends
  bool prefers_all_speech = false;               ///< from the first voice to the last where the profile takes that
};

struct ClipWindow {
  TimeRange speech;            ///< from the first to the last voice of the window, s of the take
  double before_s = 0.0;       ///< time without voice before it, to the voice before or the start of the take
  double after_s = 0.0;        ///< … after it
  std::size_t first_word = 0;  ///< in the transcript
  std::size_t word_count = 0;  ///< 0 without a transcript
  double longest_pause_s = 0.0;
  double score = 0.0;          ///< 0…1
  bool is_ideal = false;       ///< its length lies in the profile's ideal range
  bool is_all_speech = false;  ///< from the take's first voice to its last
};

/// The best window for a profile; its clip, lead and tail included, is as long as the profile takes, and within the
/// ideal range where there is such a window. InvalidInput, saying by how much: when the take is too short, or when it
/// has no pause to cut at; or when there is no speech.
[[nodiscard]] Result<ClipWindow> find_best_window(const WindowEvidence& evidence, const Profile& profile);

/// The window a person chose, `wanted` in s of the take: each end moved to the nearest pause that may be cut at, or end
/// of the take. Scored like any other, however good. InvalidInput, naming value and limit, when it is empty or outside
/// the take, when there is no speech, or when its clip, lead and tail included, is shorter or longer than the profile
/// takes.
[[nodiscard]] Result<ClipWindow> chosen_window(const WindowEvidence& evidence, const Profile& profile,
                                               TimeRange wanted);

}  // namespace timbre::score
