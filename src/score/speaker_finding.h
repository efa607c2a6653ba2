#pragma once
/// Whether one voice speaks throughout a take, as a speaker encoder hears it (docs/speaker.md). Plain data, and what is
/// said of it to people.

#include <optional>
#include <string>
#include <vector>

#include "base/units.h"

namespace timbre::score {

struct SpeakerFinding {
  std::string model;              ///< the encoder's name
  double heard_s = 0;             ///< speech that was looked at, s
  std::vector<TimeRange> others;  ///< where another voice speaks, to about a second; empty: one voice throughout
  double contrast = 0;            ///< how much more each part of the lesser voice is like its own than like the other
};

/// The id of the tip below: "another_voice".
inline constexpr const char* kAnotherVoiceTip = "another_voice";

/// "Another voice speaks from 4.2 s to 6.0 s: …", with what to do; empty for one voice.
[[nodiscard]] std::string another_voice_text(const SpeakerFinding& finding);

/// Whether another voice was found.
[[nodiscard]] bool has_another_voice(const std::optional<SpeakerFinding>& finding);

}  // namespace timbre::score
