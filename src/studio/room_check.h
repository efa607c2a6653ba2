#pragma once
/// A few seconds of the empty room, before the first take: what would be heard under every word, in words.

#include <optional>
#include <string>
#include <vector>

#include "audio/audio_view.h"
#include "base/result.h"
#include "measure/take_measurements.h"

namespace timbre::studio {

/// "nothing", "too_quiet", "voice", "hum", "noise", "clipping" or "quiet": relied on by others.
struct RoomFinding {
  std::string kind;
  std::string text;  ///< one or two sentences, with what to do
};

struct RoomCheck {
  bool is_ok = false;                 ///< nothing to do before recording
  std::optional<double> level_dbfs;   ///< of the room tone (measure/noise_floor.h); none where nothing came in
  std::string sentence;               ///< the finding that matters most
  std::vector<RoomFinding> findings;  ///< the one that matters most first; at least one
};

/// Shortest and longest room tone looked at.
inline constexpr double kShortestRoomToneS = 1.0;
inline constexpr double kLongestRoomToneS = 60.0;

/// Under this level a microphone hardly works: the noise of the converters themselves lies there.
inline constexpr double kVeryLittleDbfs = -85.0;
/// The speech that the room will be compared with, before there is any: the nominal active level of ITU-T P.56.
inline constexpr double kExpectedSpeechDbfs = -26.0;
/// With so much of it spoken over, the room cannot be judged.
inline constexpr double kMostVoicePercent = 20.0;

/// What measuring found, in words. The levels at which a room is quiet or loud are those of the score (thresholds.h).
[[nodiscard]] RoomCheck describe_room(const measure::TakeMeasurements& room);

/// InvalidInput for room tone outside kShortestRoomToneS … kLongestRoomToneS.
[[nodiscard]] Result<RoomCheck> check_room(const audio::AudioView& room);

/// A file's bytes (WAV or any other that is read). Errors of decoding and of the above.
[[nodiscard]] Result<RoomCheck> check_room_file(std::string_view bytes);

}  // namespace timbre::studio
