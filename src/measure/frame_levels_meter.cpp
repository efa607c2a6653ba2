#include "measure/frame_levels_meter.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "dsp/vectorised.h"

namespace timbre::measure {
namespace {

// 10 frames = 100 ms: a whole number of periods of 50 and of 60 Hz, so hum does not leak into the baseline.
constexpr std::size_t kBaselineFrames = 10;
constexpr std::size_t kLanes = 8;

struct Sums {
  double sum = 0.0;
  double squares = 0.0;
  std::size_t zeros = 0;
};

TIMBRE_VECTORISED Sums sums_of(const float* x, std::size_t count) {
  std::array<double, kLanes> sum{};
  std::array<double, kLanes> squares{};
  std::array<std::int64_t, kLanes> zeros{};
  std::size_t i = 0;
  for (; i + kLanes <= count; i += kLanes) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      const double v = x[i + lane];
      sum[lane] += v;
      squares[lane] += v * v;
      zeros[lane] += v == 0.0 ? 1 : 0;
    }
  }
  Sums all;
  for (; i < count; ++i) {
    const double v = x[i];
    all.sum += v;
    all.squares += v * v;
    all.zeros += v == 0.0 ? 1U : 0U;
  }
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    all.sum += sum[lane];
    all.squares += squares[lane];
    all.zeros += static_cast<std::size_t>(zeros[lane]);
  }
  return all;
}

}  // namespace

FrameLevelsMeter::FrameLevelsMeter(int sample_rate_hz) : hop_s_(dsp::FrameGrid(sample_rate_hz).hop_s()) {}

void FrameLevelsMeter::push(std::span<const float> frame_samples) {
  if (frame_samples.empty()) return;
  const Sums sums = sums_of(frame_samples.data(), frame_samples.size());
  const auto count = static_cast<double>(frame_samples.size());
  const double mean = sums.sum / count;
  mean_.push_back(static_cast<float>(mean));
  // Stored about the frame's own mean, which keeps its float precision under a large DC offset.
  raw_mean_square_.push_back(static_cast<float>(std::max(0.0, sums.squares / count - mean * mean)));
  zero_share_.push_back(static_cast<float>(static_cast<double>(sums.zeros) / count));
}

FrameLevels FrameLevelsMeter::finish() {
  FrameLevels levels{hop_s_, std::move(raw_mean_square_), std::move(zero_share_)};
  const std::size_t count = mean_.size();
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t first = i < kBaselineFrames / 2 ? 0 : i - kBaselineFrames / 2;
    const std::size_t end = std::min(count, first + kBaselineFrames);
    double baseline = 0.0;
    for (std::size_t j = first; j < end; ++j) baseline += mean_[j];
    baseline = levels.zero_share[i] < 1.0F ? baseline / static_cast<double>(end - first) : 0.0;
    const double offset = mean_[i] - baseline;
    levels.mean_square[i] = static_cast<float>(levels.mean_square[i] + offset * offset);
  }
  mean_.clear();
  return levels;
}

Result<FrameLevels> measure_frame_levels(audio::AudioView take) {
  if (take.channel_count() != 1) {
    return Error{ErrorKind::InvalidInput, "frame levels are measured of one channel; pick or mix the channels first"};
  }
  FrameLevelsMeter meter(take.sample_rate_hz());
  const std::size_t hop = dsp::FrameGrid(take.sample_rate_hz()).hop;
  for (std::size_t start = 0; start + hop <= take.frame_count(); start += hop) {
    meter.push(take.channel(0).subspan(start, hop));
  }
  return meter.finish();
}

}  // namespace timbre::measure
