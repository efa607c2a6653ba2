#include "measure/cut.h"

#include <algorithm>

#include "dsp/decibel.h"

namespace timbre::measure {
namespace {

constexpr std::size_t kVoiceWithinFrames = 3;
constexpr std::size_t kEdgeFrames = 2;
constexpr double kUnderSpeechDb = 25.0;  // vowels, nasals and strong fricatives; a fading word end is lower

bool is_cut(const FrameLevels& levels, const VoiceActivity& activity, double least, bool at_end) {
  const std::size_t count = std::min(levels.mean_square.size(), activity.is_speech.size());
  if (count < kVoiceWithinFrames) return false;
  const auto frame = [&](std::size_t i) { return at_end ? count - 1 - i : i; };
  bool voice = false;
  for (std::size_t i = 0; i < kVoiceWithinFrames; ++i) voice = voice || activity.is_speech[frame(i)] != 0;
  double power = 0.0;
  for (std::size_t i = 0; i < kEdgeFrames; ++i)
    power += levels.mean_square[frame(i)] / static_cast<double>(kEdgeFrames);
  return voice && power > least;
}

}  // namespace

Cut cut_of(const FrameLevels& levels, const VoiceActivity& activity, double active_level_dbfs) {
  const double least = dsp::db_to_power(active_level_dbfs - kUnderSpeechDb);
  return {is_cut(levels, activity, least, false), is_cut(levels, activity, least, true)};
}

}  // namespace timbre::measure
