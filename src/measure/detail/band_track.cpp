#include "measure/detail/band_track.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "dsp/statistics.h"
#include "dsp/vectorised.h"

namespace timbre::measure::detail {
namespace {

TIMBRE_VECTORISED float sum_of(const float* values, std::size_t count) {
  std::array<float, 16> lanes{};
  std::size_t i = 0;
  for (; i + 16 <= count; i += 16) {
    for (std::size_t lane = 0; lane < 16; ++lane) lanes[lane] += values[i + lane];
  }
  float sum = 0.0F;
  for (const float lane : lanes) sum += lane;
  for (; i < count; ++i) sum += values[i];
  return sum;
}

std::size_t bin_at(const dsp::FrameGrid& grid, double frequency_hz) {
  return std::min(grid.bin_count(), static_cast<std::size_t>(std::ceil(frequency_hz / grid.bin_hz())));
}

}  // namespace

BandTrack::BandTrack(int sample_rate_hz, double low_hz, double high_hz)
    : grid_(sample_rate_hz), first_bin_(bin_at(grid_, low_hz)), end_bin_(bin_at(grid_, high_hz)) {}

void BandTrack::push(const dsp::SpectrumFrame& frame) {
  total_.push_back(sum_of(frame.power.data() + 1, frame.power.size() - 1));
  band_.push_back(sum_of(frame.power.data() + first_bin_, end_bin_ - first_bin_));
}

std::vector<float> BandTrack::windows(const std::vector<float>& frames) {
  if (frames.size() < kWindowFrames) return {};
  std::vector<float> out(frames.size() - kWindowFrames + 1);
  for (std::size_t i = 0; i < out.size(); ++i) {
    float sum = 0.0F;
    for (std::size_t k = 0; k < kWindowFrames; ++k) sum += frames[i + k];
    out[i] = sum / static_cast<float>(kWindowFrames);
  }
  return out;
}

double BandTrack::speech_power() const {
  constexpr double kSpeakingRatio = 0.00316;  // −25 dB: vowels and most consonants, no pauses
  const double threshold = kSpeakingRatio * dsp::quantile({total_.begin(), total_.end()}, 0.95);
  double sum = 0.0;
  std::size_t count = 0;
  for (const float power : total_) {
    if (power <= 0.0F || power < threshold) continue;
    sum += power;
    ++count;
  }
  return count > 0 ? sum / static_cast<double>(count) : 0.0;
}

EventCount events_of(const std::vector<bool>& holds, double hop_s, double longest_s) {
  EventCount events;
  std::size_t count = 0;
  for (std::size_t i = 0; i < holds.size(); ++i) {
    if (!holds[i]) continue;
    std::size_t last = i;
    for (std::size_t k = i + 1; k < holds.size() && k <= last + kWindowFrames; ++k) last = holds[k] ? k : last;
    const TimeRange range{static_cast<double>(i) * hop_s, static_cast<double>(last + kWindowFrames) * hop_s};
    i = last;
    // The windows themselves add 50 ms to what they see.
    if (range.end_s - range.start_s > longest_s + static_cast<double>(kWindowFrames) * hop_s) continue;
    ++count;
    if (events.times.size() < kMaxEventsPerKind) events.times.push_back(range);
  }
  events.count = Reading::of(static_cast<double>(count));
  return events;
}

}  // namespace timbre::measure::detail
