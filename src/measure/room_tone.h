#pragma once
/// The noise of a take, twice: in its pauses (room tone) and under its speech.
///
/// Room tone: frames without voice, at least 100 ms after and 30 ms before speech (the onset of the next word is not
/// noise), not digitally dead. Where the room still decays, the start of the pauses is left out in steps of 100 ms, up
/// to 600 ms, as long as 0.3 s remain. Frames 10 dB over the median (a breath, a click, a page) are left out of the
/// mean, unless the noise under the speech is known and about as loud as all of them together: then the noise itself
/// comes in bursts. Dead: mostly exact zeros, or 74 dB below the speech, or 25 dB below the noise under the speech
/// (where that is more than a bound): that is a gate or silence pasted in, not a room.
///
/// Noise under speech: per speech band, the level that the band falls to within speech (its 10th percentile there, in
/// stop closures, and high bands in vowels, low bands in fricatives), summed over bands and what lies outside them. In
/// clean takes it reads the speech's own lows (or the room's tails) and is an upper bound.
/// A floor of noise is a level that many frames share, the lows of speech fall ever further: the estimate counts as
/// noise only where it lies within 24 dB of the speech and its bands spread by less than 8 dB. It needs no pauses.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "measure/band_levels.h"
#include "measure/frame_levels.h"
#include "measure/voice_activity.h"

namespace timbre::measure {

struct RoomTone {
  std::size_t frame_count = 0;        ///< frames the means are taken over
  std::size_t dead_count = 0;         ///< frames without voice that are digitally dead
  std::size_t pause_count = 0;        ///< frames without voice, guard left out
  double mean_square = 0.0;           ///< of the room tone; 0 when there is none
  double quietest_mean_square = 0.0;  ///< of its quietest half second
  std::vector<std::uint8_t> is_room;  ///< per frame
};

struct NoiseUnderSpeech {
  double power = 0.0;           ///< full scale 1
  bool is_upper_bound = false;  ///< more likely the speech's own lows than noise: the noise may lie anywhere below
  double spread_db = 0.0;       ///< from the 5th to the 20th percentile of a band in speech, bands weighed by power
};

[[nodiscard]] RoomTone find_room_tone(const FrameLevels& levels, const VoiceActivity& activity,
                                      const std::optional<NoiseUnderSpeech>& under_speech);

/// Mean of `levels` over the frames of `room`; the same grid.
[[nodiscard]] double mean_square_over(const FrameLevels& levels, const RoomTone& room);

/// None with less than 0.5 s of speech.
[[nodiscard]] std::optional<NoiseUnderSpeech> noise_under_speech(const FrameLevels& levels, const BandLevels& bands,
                                                                 const VoiceActivity& activity);

}  // namespace timbre::measure
