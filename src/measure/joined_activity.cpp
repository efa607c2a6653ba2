#include "measure/joined_activity.h"

#include <algorithm>
#include <cmath>

#include "dsp/decibel.h"
#include "measure/silero_vad.h"

namespace timbre::measure {
namespace {

bool is_heard(const TimeRange& range, std::span<const TimeRange> heard) {
  return std::any_of(heard.begin(), heard.end(), [&](const TimeRange& one) {
    return one.start_s - kSlackS < range.end_s && range.start_s < one.end_s + kSlackS;
  });
}

/// Mean power of the frames of speech over that of the others; none where either is missing.
bool is_noisy(const VoiceActivity& activity, const BandLevels& bands) {
  double power[2] = {0.0, 0.0};
  double count[2] = {0.0, 0.0};
  const std::size_t frames = std::min(activity.is_speech.size(), bands.frames.size());
  for (std::size_t i = 0; i < frames; ++i) {
    const std::size_t side = activity.is_speech[i];
    for (std::size_t b = 1; b < bands.band_count; ++b) power[side] += bands.frames[i][b];
    count[side] += 1.0;
  }
  if (count[0] <= 0.0 || count[1] <= 0.0 || power[0] <= 0.0) return false;
  return dsp::power_to_db(power[1] / count[1] / (power[0] / count[0])) < kNoisyDb;
}

}  // namespace

VoiceActivity join_activity(const VoiceActivity& own, const BandLevels& bands, std::span<const TimeRange> heard) {
  VoiceActivity joined = own;
  for (const TimeRange& range : own.segments()) {
    if (is_heard(range, heard)) continue;
    const auto first = static_cast<std::ptrdiff_t>(std::llround(range.start_s / own.hop_s));
    const auto last = static_cast<std::ptrdiff_t>(std::llround(range.end_s / own.hop_s));
    std::fill(joined.is_speech.begin() + first, joined.is_speech.begin() + last, std::uint8_t{0});
  }
  if (!is_noisy(joined, bands)) return joined;
  return on_grid(heard, own.hop_s, own.is_speech.size());
}

}  // namespace timbre::measure
