#include "measure/gating.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "dsp/decibel.h"
#include "dsp/statistics.h"

namespace timbre::measure {
namespace {

constexpr std::size_t kZeroRunFrames = 3;
constexpr std::size_t kShortestPauseFrames = 15;
constexpr std::size_t kSettleFrames = 10;  // the decay of the room and a gate's release come first
constexpr std::size_t kFallFrames = 4;
constexpr double kAbruptFallDb = 18.0;
constexpr double kGatedUnderNoiseDb = 15.0;
constexpr double kSuppressedUnderNoiseDb = 12.0;
constexpr double kDeadUnderNoiseDb = 20.0;
constexpr double kFloorPower = 1e-12;

bool has_zero_run(const FrameLevels& levels) {
  std::size_t run = 0;
  bool found = false;
  bool any_signal = false;
  for (const float share : levels.zero_share) {
    run = share >= 1.0F ? run + 1 : 0;
    found = found || run >= kZeroRunFrames;
    any_signal = any_signal || share < 1.0F;
  }
  return found && any_signal;
}

std::vector<double> levels_db(const FrameLevels& levels) {
  std::vector<double> out;
  out.reserve(levels.mean_square.size());
  for (const float power : levels.mean_square) out.push_back(dsp::power_to_db(power + kFloorPower));
  return out;
}

}  // namespace

GatingFindings find_gating(const FrameLevels& levels, const VoiceActivity& activity,
                           std::optional<double> noise_under_speech) {
  GatingFindings found;
  found.digital_silence = has_zero_run(levels);
  if (!noise_under_speech || !(*noise_under_speech > 0.0)) return found;
  const auto level_db = levels_db(levels);
  const double noise_db = dsp::power_to_db(*noise_under_speech + kFloorPower);
  std::vector<double> pause_db;
  std::vector<double> falls;
  for (const TimeRange& pause : activity.segments(0)) {
    const auto start = static_cast<std::size_t>(std::lround(pause.start_s / activity.hop_s));
    const auto end = std::min(level_db.size(), static_cast<std::size_t>(std::lround(pause.end_s / activity.hop_s)));
    if (end < start + kShortestPauseFrames) continue;
    for (std::size_t t = start + kSettleFrames; t < end; ++t) pause_db.push_back(level_db[t]);
    if (start < kFallFrames) continue;
    double steepest = 0.0;
    for (std::size_t t = start - kFallFrames; t + kFallFrames < end; ++t) {
      steepest = std::max(steepest, level_db[t] - level_db[t + kFallFrames]);
    }
    falls.push_back(steepest);
  }
  if (pause_db.empty()) return found;
  const auto dead =
      std::count_if(pause_db.begin(), pause_db.end(), [&](double db) { return db < noise_db - kDeadUnderNoiseDb; });
  found.dead_share = static_cast<double>(dead) / static_cast<double>(pause_db.size());
  found.pause_under_noise_db = noise_db - dsp::median(pause_db);
  found.steepest_fall_db = dsp::median(falls);
  found.gated = found.pause_under_noise_db > kGatedUnderNoiseDb && found.steepest_fall_db > kAbruptFallDb;
  found.noise_suppressed = !found.gated && found.pause_under_noise_db > kSuppressedUnderNoiseDb;
  return found;
}

}  // namespace timbre::measure
