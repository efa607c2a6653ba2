#pragma once
/// What every measure hands to the scorecard: a number with a fixed name and unit, or the reason why there is none.

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/units.h"

namespace timbre::measure {

/// A value, or none and why.
struct Reading {
  std::optional<double> value;  ///< in the measure's unit (measure_info)
  std::string why;              ///< why there is no value; empty when there is one

  [[nodiscard]] static Reading of(double v) { return {v, {}}; }
  [[nodiscard]] static Reading none(std::string reason) { return {std::nullopt, std::move(reason)}; }
};

/// Every number on the scorecard. The names (measure_info) are relied on by others: never rename one.
enum class MeasureId : std::size_t {
  // Acoustic
  SnrDb,            ///< fused speech-to-noise ratio
  SnrRoomDb,        ///< estimate 1: speech level against room tone
  SnrWadaDb,        ///< estimate 2: WADA
  NoiseFloorDbfs,   ///< RMS of the quietest real room tone
  SpeechLevelDbfs,  ///< active speech level, ITU-T P.56
  ClippedPercent,   ///< share of samples in clipped runs
  TruePeakDbtp,
  LoudnessLufs,  ///< integrated
  LoudnessMaxMomentaryLufs,
  LoudnessMaxShortTermLufs,
  LoudnessRangeLu,
  DurationS,
  SampleRateHz,
  BitDepth,
  SilencePercent,  ///< share of the take without voice
  SilenceStartS,   ///< before the first speech
  SilenceEndS,     ///< after the last speech
  BandwidthHz,
  Srmr,
  HumDb,     ///< mains hum over its neighbourhood in the room tone
  DcOffset,  ///< mean sample, as a fraction of full scale
  ClickCount,
  PlosiveCount,
  SibilanceCount,
  // Delivery
  F0MedianHz,
  F0SpreadSt,      ///< sample standard deviation in semitones
  F0RangeSt,       ///< P90 − P10 in semitones
  DynamicsDb,      ///< spread of the short-term level of speech
  SyllableRateHz,  ///< articulation rate: syllable nuclei per second of phonation (pauses left out)
  PausesPerMinute,
  PauseMedianS,
  PauseLongestS,
  WordsPerMinute,
  PauseSharePercent,  ///< share of the time between first and last word that is pause
  FillerCount,        ///< um, uh … where the recogniser shows them
  RepetitionCount,    ///< words said twice in a row
  Count_,
};

inline constexpr std::size_t kMeasureCount = static_cast<std::size_t>(MeasureId::Count_);

struct MeasureInfo {
  std::string_view name;   ///< key in the scorecard JSON
  std::string_view unit;   ///< as printed: "dB", "Hz", "" for a plain number
  std::string_view title;  ///< for people: "Signal-to-noise ratio"
  int decimals = 1;        ///< how many are meaningful; the scorecard rounds to them
};

[[nodiscard]] const MeasureInfo& measure_info(MeasureId id);
/// The measure of that name, or none.
[[nodiscard]] std::optional<MeasureId> measure_by_name(std::string_view name);

/// One Reading per MeasureId.
class Readings {
 public:
  [[nodiscard]] const Reading& operator[](MeasureId id) const { return readings_[static_cast<std::size_t>(id)]; }
  [[nodiscard]] Reading& operator[](MeasureId id) { return readings_[static_cast<std::size_t>(id)]; }

 private:
  std::array<Reading, kMeasureCount> readings_;
};

}  // namespace timbre::measure
