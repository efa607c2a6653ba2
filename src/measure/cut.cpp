#include "measure/cut.h"

#include <algorithm>

#include "dsp/decibel.h"

namespace timbre::measure {
namespace {

constexpr std::size_t kVoiceWithinFrames = 6;  // a word's tail may fall under the detector's range that long
constexpr std::size_t kEdgeFrames = 2;         // Essentia's 10 ms, safe against a single zero crossing
constexpr std::size_t kPaddingFrames = 10;     // codecs put up to 100 ms of (near) zeros before and after a cut
constexpr double kPaddingUnderSpeechDb = 65.0;
constexpr double kUnderSpeechDb = 40.0;  // what has not fallen that far has not ended

bool is_cut(const FrameLevels& levels, const VoiceActivity& activity, double active_level_dbfs, bool at_end) {
  const std::size_t count = std::min(levels.mean_square.size(), activity.is_speech.size());
  if (count < kPaddingFrames + kVoiceWithinFrames) return false;
  const double least = dsp::db_to_power(active_level_dbfs - kUnderSpeechDb);
  const double padding = dsp::db_to_power(active_level_dbfs - kPaddingUnderSpeechDb);
  const auto frame = [&](std::size_t i) { return at_end ? count - 1 - i : i; };
  std::size_t edge = 0;
  while (edge < kPaddingFrames && levels.mean_square[frame(edge)] < padding) ++edge;
  bool voice = false;
  for (std::size_t i = edge; i < edge + kVoiceWithinFrames; ++i) voice = voice || activity.is_speech[frame(i)] != 0;
  double power = 0.0;
  for (std::size_t i = edge; i < edge + kEdgeFrames; ++i) power += levels.mean_square[frame(i)];
  return voice && power > least * static_cast<double>(kEdgeFrames);
}

}  // namespace

Cut cut_of(const FrameLevels& levels, const VoiceActivity& activity, double active_level_dbfs) {
  return {is_cut(levels, activity, active_level_dbfs, false), is_cut(levels, activity, active_level_dbfs, true)};
}

}  // namespace timbre::measure
