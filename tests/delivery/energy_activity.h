#pragma once
/// Frame levels and a plain energy rule for speech, for tests on clean clips: the delivery measures are proven without
/// leaning on the detector. Speech: within 30 dB of the loud frames (a 95 % quantile of levels smoothed over 50 ms) and
/// 6 dB above the quiet ones (5 %); gaps below 0.2 s filled.

#include <algorithm>
#include <span>
#include <vector>

#include "dsp/decibel.h"
#include "dsp/frame_grid.h"
#include "dsp/statistics.h"
#include "measure/frame_levels.h"
#include "measure/voice_activity.h"

namespace timbre::delivery {

inline measure::FrameLevels levels_of(std::span<const float> samples, int rate_hz) {
  const dsp::FrameGrid grid(rate_hz);
  measure::FrameLevels levels;
  levels.hop_s = grid.hop_s();
  for (std::size_t at = 0; at + grid.hop <= samples.size(); at += grid.hop) {
    double sum = 0.0;
    std::size_t zeros = 0;
    for (const float x : samples.subspan(at, grid.hop)) {
      sum += static_cast<double>(x) * x;
      zeros += x == 0.0F ? 1 : 0;
    }
    levels.mean_square.push_back(static_cast<float>(sum / static_cast<double>(grid.hop)));
    levels.zero_share.push_back(static_cast<float>(zeros) / static_cast<float>(grid.hop));
  }
  return levels;
}

inline measure::VoiceActivity energy_activity(const measure::FrameLevels& levels) {
  constexpr std::size_t kReach = 2;
  constexpr std::size_t kLongestGap = 19;
  const std::size_t count = levels.mean_square.size();
  std::vector<double> level_db(count);
  for (std::size_t i = 0; i < count; ++i) {
    double sum = 1e-15;
    for (std::size_t k = i > kReach ? i - kReach : 0; k <= std::min(i + kReach, count - 1); ++k) {
      sum += levels.mean_square[k];
    }
    level_db[i] = dsp::power_to_db(sum);
  }
  const double least_db = std::max(dsp::quantile(level_db, 0.95) - 30.0, dsp::quantile(level_db, 0.05) + 6.0);
  measure::VoiceActivity activity{levels.hop_s, std::vector<std::uint8_t>(count, 0)};
  std::size_t gap = kLongestGap + 1;
  for (std::size_t i = 0; i < count; ++i) {
    if (level_db[i] < least_db) {
      ++gap;
      continue;
    }
    activity.is_speech[i] = 1;
    for (std::size_t k = 1; gap <= kLongestGap && k <= gap; ++k) activity.is_speech[i - k] = 1;
    gap = 0;
  }
  return activity;
}

}  // namespace timbre::delivery
