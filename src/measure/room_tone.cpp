#include "measure/room_tone.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include "dsp/decibel.h"
#include "dsp/statistics.h"

namespace timbre::measure {
namespace {

constexpr std::size_t kAfterSpeechFrames = 10;  // the room's decay
constexpr std::size_t kBeforeSpeechFrames = 3;  // the detector may find an onset late
constexpr double kDeadUnderSpeech = 4e-8;       // −74 dB: no microphone hears so little in a room
constexpr float kDeadZeroShare = 0.9F;
constexpr double kDeadUnderNoise = 0.00316;  // −25 dB
constexpr double kOutlierRatio = 10.0;       // +10 dB over the median
constexpr double kBurstsUpTo = 2.0;          // 3 dB over the noise under the speech …
constexpr double kBurstsFrom = 0.25;         // … and 6 dB under it
constexpr std::size_t kDecayStepFrames = 10;
constexpr std::size_t kLongestDecayFrames = 60;  // RT60 1 s falls by 36 dB until then
constexpr std::size_t kLeastLateFrames = 30;
constexpr double kDecayRatio = 3.0;          // 5 dB: more than means of 0.1 s of uneven noise mostly differ
constexpr std::size_t kQuietestFrames = 50;  // the 500 ms of the audiobook rule (ACX)
// The band up to 250 Hz holds the side lobes of a DC offset; it is judged within the DC-free rest of the level.
constexpr std::size_t kFirstBand = 1;
// In takes without noise the estimate settles about 30 dB under the speech.
constexpr double kSpeechOwnLows = 250.0;  // 24 dB
constexpr std::size_t kSpeechGuardFrames = 2;
constexpr std::size_t kLeastSpeechFrames = 50;
constexpr double kLowFraction = 0.1;
constexpr double kSpreadLowFraction = 0.05;
constexpr double kSpreadHighFraction = 0.2;
// Noise measures 1 … 7 dB, clean and reverberant speech 5 … 25; those under 8 have pauses no quieter than their lows.
constexpr double kFloorSpreadDb = 8.0;
constexpr double kSmallest = 1e-20;
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

struct LowPercentiles {
  double low = 0.0;
  double spread_db = 0.0;
};

LowPercentiles low_percentiles(std::vector<float>& powers) {
  const auto at = [&powers](double fraction) {
    return powers.begin() + static_cast<std::ptrdiff_t>(fraction * static_cast<double>(powers.size()));
  };
  const auto high = at(kSpreadHighFraction);
  std::nth_element(powers.begin(), high, powers.end());
  const auto low = at(kLowFraction);
  std::nth_element(powers.begin(), low, high);
  const auto lowest = at(kSpreadLowFraction);
  std::nth_element(powers.begin(), lowest, low);
  return {*low, dsp::power_to_db((*high + kSmallest) / (*lowest + kSmallest))};
}

/// Takes the decay of the room off the start of the pauses, if the frames further from speech are quieter.
void leave_out_decay(std::vector<std::uint8_t>& is_room, const FrameLevels& levels, const VoiceActivity& activity) {
  std::vector<std::size_t> since(is_room.size(), kLongestDecayFrames);
  std::size_t after = kLongestDecayFrames;
  for (std::size_t t = 0; t < std::min(since.size(), activity.is_speech.size()); ++t) {
    after = activity.is_speech[t] != 0 ? 0 : std::min(after + 1, kLongestDecayFrames);
    since[t] = after;
  }
  for (std::size_t from = kAfterSpeechFrames; from < kLongestDecayFrames; from += kDecayStepFrames) {
    std::vector<double> early;
    std::vector<double> late;
    for (std::size_t t = 0; t < since.size(); ++t) {
      if (is_room[t] == 0) continue;
      (since[t] < from + kDecayStepFrames ? early : late).push_back(levels.mean_square[t]);
    }
    if (late.size() < kLeastLateFrames || early.empty()) return;
    if (dsp::median(std::move(early)) < kDecayRatio * dsp::median(std::move(late))) return;
    for (std::size_t t = 0; t < since.size(); ++t) {
      if (since[t] < from + kDecayStepFrames) is_room[t] = 0;
    }
  }
}

double mean_over_speech(const FrameLevels& levels, const VoiceActivity& activity) {
  double sum = 0.0;
  double count = 0.0;
  for (std::size_t t = 0; t < std::min(levels.mean_square.size(), activity.is_speech.size()); ++t) {
    if (activity.is_speech[t] == 0) continue;
    sum += levels.mean_square[t];
    count += 1.0;
  }
  return count > 0.0 ? sum / count : 0.0;
}

}  // namespace

RoomTone find_room_tone(const FrameLevels& levels, const VoiceActivity& activity,
                        const std::optional<NoiseUnderSpeech>& under_speech) {
  const std::size_t count = levels.mean_square.size();
  RoomTone room;
  room.is_room = pauses_of(activity, count);
  const bool noise_is_known = under_speech && !under_speech->is_upper_bound;
  const double dead = std::max(mean_over_speech(levels, activity) * kDeadUnderSpeech,
                               noise_is_known ? under_speech->power * kDeadUnderNoise : 0.0);
  std::vector<double> alive;
  for (std::size_t t = 0; t < count; ++t) {
    if (room.is_room[t] == 0) continue;
    ++room.pause_count;
    if (levels.zero_share[t] > kDeadZeroShare || levels.mean_square[t] < dead) {
      room.is_room[t] = 0;
      ++room.dead_count;
    }
  }
  leave_out_decay(room.is_room, levels, activity);
  for (std::size_t t = 0; t < count; ++t) {
    if (room.is_room[t] != 0) alive.push_back(levels.mean_square[t]);
  }
  // Bursts that the noise under the speech bears out are the noise itself, not a breath or a click.
  const double burst_share = noise_is_known ? dsp::mean(alive) / under_speech->power : 0.0;
  const bool bursts_are_noise = burst_share > kBurstsFrom && burst_share < kBurstsUpTo;
  const double most = bursts_are_noise ? std::numeric_limits<double>::infinity() : dsp::median(alive) * kOutlierRatio;
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
  std::vector<float> powers(inside.size());
  const auto sort_powers = [&](auto power_at) {
    for (std::size_t i = 0; i < inside.size(); ++i) {
      const std::size_t t = inside[i];
      powers[i] = (power_at(t - 1) + power_at(t) + power_at(t + 1)) / 3.0F;
    }
    return low_percentiles(powers);
  };
  const auto rest_at = [&](std::size_t t) {
    float rest = levels.mean_square[t];
    for (std::size_t b = kFirstBand; b < kMaxBandCount; ++b) rest -= bands.frames[t][b];
    return std::max(0.0F, rest);
  };
  double sum = sort_powers(rest_at).low;
  double spread = 0.0;
  double weight = 0.0;
  for (std::size_t b = kFirstBand; b < bands.band_count; ++b) {
    const LowPercentiles band = sort_powers([&](std::size_t t) { return bands.frames[t][b]; });
    sum += band.low;
    spread += band.low * band.spread_db;
    weight += band.low;
  }
  double speech = 0.0;
  for (const std::size_t t : inside) speech += levels.mean_square[t] / static_cast<double>(inside.size());
  const double power = sum * kLowFractionBias;
  const double spread_db = weight > 0.0 ? spread / weight : 0.0;
  return NoiseUnderSpeech{power, power * kSpeechOwnLows < speech || spread_db >= kFloorSpreadDb, spread_db};
}

}  // namespace timbre::measure
