#include "measure/gating.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "dsp/decibel.h"
#include "dsp/statistics.h"
#include "measure/fast_log2.h"

namespace timbre::measure {
namespace {

constexpr std::size_t kZeroRunFrames = 3;
constexpr std::size_t kShortestPauseFrames = 15;
constexpr std::size_t kSettleFrames = 10;  // the decay of the room and a gate's release come first
constexpr std::size_t kFallFrames = 4;
constexpr double kAbruptFallDb = 18.0;
constexpr double kGatedUnderNoiseDb = 15.0;
constexpr double kDeadUnderNoiseDb = 20.0;
constexpr double kFloorPower = 1e-20;  // against the logarithm of zero only: nothing may depend on the level
constexpr float kFloorBandPower = 1e-20F;
constexpr std::size_t kFlickerStep = 2;       // windows of 20 ms that do not overlap
constexpr std::size_t kFlickerFirstBand = 5;  // 1 … 4.5 kHz: wide bands, below the holes of lossy codecs
constexpr std::size_t kFlickerEndBand = 11;
constexpr std::size_t kLeastRoomFrames = 20;
constexpr double kFlickerSuppressedDb = 3.5;
constexpr double kClosedUnderSpeechDb = 65.0;  // the quietest rooms of the test data lie 62 dB under the speech
constexpr double kClosedUnderNoiseDb = 25.0;   // no suppressor goes that far; a closed gate does
constexpr double kSteepFallDb = 12.0;          // in 40 ms; a room with RT60 0.3 s falls by 8
constexpr double kClosedUnderLowsDb = 42.0;    // under the speech's own lows; clean reverberant takes reach 40

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

/// Median change of a band's level from one 20 ms window to the next in room tone, the change common to all bands taken
/// off: about 1.5 dB for recorded noise, several dB for the isolated peaks that spectral subtraction leaves.
double flicker_db(const BandLevels& bands, const std::vector<std::uint8_t>& is_room) {
  std::vector<double> changes;
  const std::size_t count = std::min(bands.frames.size(), is_room.size());
  const std::size_t end_band = std::min(bands.band_count, kFlickerEndBand);
  for (std::size_t t = kFlickerStep; t < count && end_band > kFlickerFirstBand; ++t) {
    if (is_room[t] == 0 || is_room[t - kFlickerStep] == 0) continue;
    std::array<float, kMaxBandCount> change{};
    float common = 0.0F;
    for (std::size_t b = kFlickerFirstBand; b < end_band; ++b) {
      const float now = bands.frames[t][b] + kFloorBandPower;
      change[b] = fast_power_to_db(now / (bands.frames[t - kFlickerStep][b] + kFloorBandPower));
      common += change[b] / static_cast<float>(end_band - kFlickerFirstBand);
    }
    for (std::size_t b = kFlickerFirstBand; b < end_band; ++b) changes.push_back(std::abs(change[b] - common));
  }
  return dsp::median(std::move(changes));
}

}  // namespace

GatingFindings find_gating(const FrameLevels& levels, const BandLevels& bands, const VoiceActivity& activity,
                           const RoomTone& room, double speech_level_dbfs,
                           const std::optional<NoiseUnderSpeech>& under_speech) {
  GatingFindings found;
  found.digital_silence = has_zero_run(levels);
  if (room.frame_count >= kLeastRoomFrames) found.flicker_db = flicker_db(bands, room.is_room);
  if (!under_speech || !(under_speech->power > 0.0)) return found;
  const auto level_db = levels_db(levels);
  const double noise_db = dsp::power_to_db(under_speech->power + kFloorPower);
  std::vector<double> pause_db;
  std::vector<double> falls;
  std::size_t zero_count = 0;
  for (const TimeRange& pause : activity.segments(0)) {
    const auto start = static_cast<std::size_t>(std::lround(pause.start_s / activity.hop_s));
    const auto end = std::min(level_db.size(), static_cast<std::size_t>(std::lround(pause.end_s / activity.hop_s)));
    if (end < start + kShortestPauseFrames) continue;
    for (std::size_t t = start + kSettleFrames; t < end; ++t) {
      pause_db.push_back(level_db[t]);
      zero_count += levels.zero_share[t] >= 1.0F ? 1 : 0;
    }
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
  const double pause_level_db = dsp::median(pause_db);
  found.pause_under_noise_db = noise_db - pause_level_db;
  found.steepest_fall_db = dsp::median(falls);
  const double depth = found.pause_under_noise_db;
  const double known_depth = under_speech->is_upper_bound ? 0.0 : depth;
  const bool closed = depth > kClosedUnderLowsDb || speech_level_dbfs - pause_level_db > kClosedUnderSpeechDb ||
                      (known_depth > kClosedUnderNoiseDb && found.steepest_fall_db > kSteepFallDb) ||
                      (known_depth > kGatedUnderNoiseDb && found.steepest_fall_db > kAbruptFallDb);
  found.noise_suppressed = !closed && found.flicker_db > kFlickerSuppressedDb;
  found.pauses_are_doctored = closed || found.noise_suppressed;
  found.gated = closed && zero_count * 2 < pause_db.size();
  return found;
}

}  // namespace timbre::measure
