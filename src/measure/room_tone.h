#pragma once
/// The noise of a take, twice: in its pauses (room tone) and under its speech.
///
/// Room tone: frames without voice, at least 100 ms after and 30 ms before speech (the decay of the room and the onset
/// of the next word are not noise), not digitally dead. Frames 15 dB over the median (breath, click, page) are left
/// out of the mean. Dead: mostly exact zeros, or below −100 dBFS, or 25 dB below the noise under the speech (where that
/// is more than a bound): that is a gate or silence pasted in, not a room.
///
/// Noise under speech: per speech band, the level that the band falls to within speech (its 10th percentile there, in
/// stop closures, and high bands in vowels, low bands in fricatives), summed over bands and
/// what lies outside them. In very clean takes it reads
/// the speech's own lows and is an upper bound. It needs no pauses.

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
  bool is_upper_bound = false;  ///< more than 24 dB under the speech: more likely the speech's own lows than noise
};

[[nodiscard]] RoomTone find_room_tone(const FrameLevels& levels, const VoiceActivity& activity,
                                      const std::optional<NoiseUnderSpeech>& under_speech);

/// Mean of `levels` over the frames of `room`; the same grid.
[[nodiscard]] double mean_square_over(const FrameLevels& levels, const RoomTone& room);

/// None with less than 0.5 s of speech.
[[nodiscard]] std::optional<NoiseUnderSpeech> noise_under_speech(const FrameLevels& levels, const BandLevels& bands,
                                                                 const VoiceActivity& activity);

}  // namespace timbre::measure
