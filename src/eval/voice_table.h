#pragma once
/// The table that says how good the built-in voice is (docs/voice-model.md): measures down, systems across, and beside
/// the judged system's number its bar and whether it holds.

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace timbre::eval {

enum class VoiceMeasure : std::size_t {
  WordErrorPercent,
  AcceptedPercent,          ///< by the likeness
  AcceptedByCosinePercent,  ///< by the bare cosine
  IdentifiedPercent,
  Cosine,
  DnsmosOverall,
  DnsmosSignal,
  DnsmosBackground,
  PitchErrorSt,
  RateErrorPercent,
  RealTimeFactor,
  FirstAudioMs,
  LearnMs,  ///< from the reference to being ready to speak
  MemoryMib,
  Count_,
};
inline constexpr std::size_t kVoiceMeasureCount = static_cast<std::size_t>(VoiceMeasure::Count_);

struct VoiceMeasureInfo {
  std::string_view name;   ///< key in the JSON, with its unit
  std::string_view title;  ///< for people
  int decimals = 1;
};
[[nodiscard]] const VoiceMeasureInfo& voice_measure_info(VoiceMeasure measure);

/// One system's numbers.
struct VoiceScore {
  std::string system;  ///< stable: "clone", "close", "flite", "espeak", "real"
  std::string title;   ///< the column's head
  std::array<std::optional<double>, kVoiceMeasureCount> value = {};  ///< none: does not apply, or was skipped

  [[nodiscard]] std::optional<double>& operator[](VoiceMeasure m) { return value[static_cast<std::size_t>(m)]; }
  [[nodiscard]] const std::optional<double>& operator[](VoiceMeasure m) const {
    return value[static_cast<std::size_t>(m)];
  }
};

enum class Bound { AtMost, AtLeast };

/// What the judged system must reach: a number, or a lead over another system's number.
struct VoiceBar {
  VoiceMeasure measure = VoiceMeasure::Count_;
  Bound bound = Bound::AtMost;
  double limit = 0;
  std::string_view over = {};  ///< a system whose number is added to the limit; empty: none
};
/// The judged system is called this.
inline constexpr std::string_view kJudgedSystem = "clone";
[[nodiscard]] std::span<const VoiceBar> voice_bars();

enum class BarState { Holds, Missed, NotMeasured };

/// By the numbers themselves: rounded as they are printed, a miss could look like a hit.
[[nodiscard]] BarState bar_state(const VoiceBar& bar, std::span<const VoiceScore> scores);

/// Measures nobody has a number for, and why: the table says SKIPPED there.
using Skipped = std::map<VoiceMeasure, std::string>;

/// In Markdown. "–" where a measure does not apply to a system.
[[nodiscard]] std::string voice_table(std::span<const VoiceScore> scores, const Skipped& skipped);

/// {"systems": [{"name", "title", "measures": {name: number or null}}], "bars": [{"measure", "bound", "limit", "over",
/// "state"}], "skipped": {name: why}}; numbers unrounded.
[[nodiscard]] Json voice_table_json(std::span<const VoiceScore> scores, const Skipped& skipped);

}  // namespace timbre::eval
