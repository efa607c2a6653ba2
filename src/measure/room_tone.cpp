#include "measure/room_tone.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "dsp/decibel.h"
#include "dsp/statistics.h"

namespace timbre::measure {
namespace {

constexpr std::size_t kAfterSpeechFrames = 10;  // the room's decay
constexpr std::size_t kBeforeSpeechFrames = 3;  // the detector may find an onset late
constexpr double kDeadMeanSquare = 1e-10;       // −100 dBFS: the quantisation noise of undithered 16 bit is −101
constexpr float kDeadZeroShare = 0.9F;
constexpr double kDeadUnderNoise = 0.00316;  // −25 dB
constexpr double kOutlierRatio = 10.0;       // +10 dB over the median
constexpr std::size_t kQuietestFrames = 50;  // the 500 ms of the audiobook rule (ACX)
// The band up to 250 Hz holds the side lobes of a DC offset; it is judged within the DC-free rest of the level.
constexpr std::size_t kFirstBand = 1;
// In takes without noise the estimate settles about 30 dB under the speech.
constexpr double kSpeechOwnLows = 250.0;  // 24 dB
constexpr std::size_t kSpeechGuardFrames = 2;
constexpr std::size_t kLeastSpeechFrames = 50;
constexpr double kLowFraction = 0.1;
// The 10th percentile of a smoothed band of pure noise lies about 1.5 dB under its mean.
constexpr double kLowFractionBias = 1.4;

/// Frames without voice, away from speech.
std::vector<std::uint8_t> pauses_of(const VoiceActivity& activity, std::size_t count) {
  std::vector<std::uint8_t> pause(count, 1);
  for (std::size_t t = 0; t < std::min(count, activity.is_speech.size()); ++t) {
    if (activity.is_speech[t] == 0) continue;
    const std::size_t first = t < kBeforeSpeechFrames ? 0 : t - kBeforeSpeechFrames;
    const std::size_t end = std::min(count, t + kAfterSpeechFrames + 1);
    for (std::size_t j = first; j < end; ++j) pause[j] = 0;
  }
  return pause;
}

/// Frames whose neighbours on both sides are speech too.
std::vector<std::size_t> deep_in_speech(const VoiceActivity& activity, std::size_t count) {
  std::vector<std::size_t> inside;
  std::size_t run = 0;
  for (std::size_t t = 0; t < count; ++t) {
    run = activity.is_speech[t] != 0 ? run + 1 : 0;
    if (run > 2 * kSpeechGuardFrames) inside.push_back(t - kSpeechGuardFrames);
  }
  return inside;
}

double quietest_window(const std::vector<double>& powers) {
  const std::size_t length = std::min(kQuietestFrames, powers.size());
  double sum = 0.0;
  double least = 1e300;
  for (std::size_t i = 0; i < powers.size(); ++i) {
    sum += powers[i];
    if (i >= length) sum -= powers[i - length];
    if (i + 1 >= length) least = std::min(least, sum);
  }
  return length > 0 ? std::max(0.0, least / static_cast<double>(length)) : 0.0;
}

}  // namespace

RoomTone find_room_tone(const FrameLevels& levels, const VoiceActivity& activity,
                        const std::optional<NoiseUnderSpeech>& under_speech) {
  const std::size_t count = levels.mean_square.size();
  RoomTone room;
  room.is_room = pauses_of(activity, count);
  const bool noise_is_known = under_speech && !under_speech->is_upper_bound;
  const double dead = std::max(kDeadMeanSquare, noise_is_known ? under_speech->power * kDeadUnderNoise : 0.0);
  std::vector<double> alive;
  for (std::size_t t = 0; t < count; ++t) {
    if (room.is_room[t] == 0) continue;
    ++room.pause_count;
    if (levels.zero_share[t] > kDeadZeroShare || levels.mean_square[t] < dead) {
      room.is_room[t] = 0;
      ++room.dead_count;
    } else {
      alive.push_back(levels.mean_square[t]);
    }
  }
  const double most = dsp::median(alive) * kOutlierRatio;
  std::vector<double> kept;
  for (std::size_t t = 0; t < count; ++t) {
    if (room.is_room[t] != 0 && levels.mean_square[t] > most) room.is_room[t] = 0;
    if (room.is_room[t] != 0) kept.push_back(levels.mean_square[t]);
  }
  room.frame_count = kept.size();
  room.mean_square = dsp::mean(kept);
  room.quietest_mean_square = quietest_window(kept);
  return room;
}

double mean_square_over(const FrameLevels& levels, const RoomTone& room) {
  double sum = 0.0;
  double count = 0.0;
  for (std::size_t t = 0; t < std::min(levels.mean_square.size(), room.is_room.size()); ++t) {
    if (room.is_room[t] == 0) continue;
    sum += levels.mean_square[t];
    count += 1.0;
  }
  return count > 0.0 ? sum / count : 0.0;
}

std::optional<NoiseUnderSpeech> noise_under_speech(const FrameLevels& levels, const BandLevels& bands,
                                                   const VoiceActivity& activity) {
  const std::size_t count = std::min({levels.mean_square.size(), bands.frames.size(), activity.is_speech.size()});
  const std::vector<std::size_t> inside = deep_in_speech(activity, count);
  if (inside.size() < kLeastSpeechFrames) return std::nullopt;
  const auto rank = static_cast<std::ptrdiff_t>(kLowFraction * static_cast<double>(inside.size()));
  std::vector<float> powers(inside.size());
  const auto low_percentile = [&](auto power_at) {
    for (std::size_t i = 0; i < inside.size(); ++i) {
      const std::size_t t = inside[i];
      powers[i] = (power_at(t - 1) + power_at(t) + power_at(t + 1)) / 3.0F;
    }
    std::nth_element(powers.begin(), powers.begin() + rank, powers.end());
    return static_cast<double>(powers[static_cast<std::size_t>(rank)]);
  };
  const auto rest_at = [&](std::size_t t) {
    float rest = levels.mean_square[t];
    for (std::size_t b = kFirstBand; b < kMaxBandCount; ++b) rest -= bands.frames[t][b];
    return std::max(0.0F, rest);
  };
  double sum = low_percentile(rest_at);
  for (std::size_t b = kFirstBand; b < bands.band_count; ++b) {
    sum += low_percentile([&](std::size_t t) { return bands.frames[t][b]; });
  }
  double speech = 0.0;
  for (const std::size_t t : inside) speech += levels.mean_square[t] / static_cast<double>(inside.size());
  const double power = sum * kLowFractionBias;
  return NoiseUnderSpeech{power, power * kSpeechOwnLows < speech};
}

}  // namespace timbre::measure
