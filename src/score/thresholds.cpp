#include "score/thresholds.h"

#include <utility>

#include "score/detail/threshold_tables.h"

namespace timbre::score {

std::vector<Threshold> thresholds(const Profile& profile) {
  std::vector<Threshold> table = detail::acoustic_thresholds(profile);
  for (Threshold& entry : detail::delivery_thresholds()) table.push_back(std::move(entry));
  return table;
}

std::optional<Threshold> threshold(measure::MeasureId id, const Profile& profile) {
  for (Threshold& entry : thresholds(profile)) {
    if (entry.id == id) return std::move(entry);
  }
  return std::nullopt;
}

std::string_view unscored_reason(measure::MeasureId id) {
  using measure::MeasureId;
  switch (id) {
    case MeasureId::SnrRoomDb:
    case MeasureId::SnrWadaDb:
      return "shown, not scored: one of the two estimates behind the signal-to-noise ratio";
    case MeasureId::SpeechLevelDbfs:
    case MeasureId::LoudnessMaxMomentaryLufs:
    case MeasureId::LoudnessMaxShortTermLufs:
      return "shown, not scored: the loudness of the whole take is scored";
    case MeasureId::LoudnessRangeLu:
      return "shown, not scored: meant for minutes of programme, not for a short take";
    case MeasureId::SilenceStartS:
    case MeasureId::SilenceEndS:
      return "shown, not scored: the export trims it";
    case MeasureId::ClickCount:
    case MeasureId::PlosiveCount:
    case MeasureId::SibilanceCount:
      return "counted, not scored: no published limit ties it to the quality of a clone";
    case MeasureId::F0MedianHz:
      return "shown, not scored: no pitch is better than another";
    case MeasureId::F0RangeSt:
      return "shown, not scored: the pitch spread is scored";
    case MeasureId::PauseLongestS:
      return "shown, not scored: the median pause is scored";
    case MeasureId::PauseSharePercent:
      return "shown, not scored: how many pauses there are and how long they last is scored";
    case MeasureId::FillerCount:
    case MeasureId::RepetitionCount:
      return "counted, not scored: recognisers differ in what they write down";
    default:
      return "";
  }
}

}  // namespace timbre::score
