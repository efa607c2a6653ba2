#include "measure/dc_offset.h"

#include <array>
#include <cmath>

#include "dsp/vectorised.h"

namespace timbre::measure {
namespace {

constexpr std::size_t kBlockFrames = 1024;  // fixed, so that the order of summation does not depend on the chunks
constexpr std::size_t kLanes = 16;

TIMBRE_VECTORISED double sum(const float* x, std::size_t count) {
  std::array<double, kLanes> lane{};
  std::size_t i = 0;
  for (; i + kLanes <= count; i += kLanes) {
    for (std::size_t j = 0; j < kLanes; ++j) lane[j] += static_cast<double>(x[i + j]);
  }
  double total = 0.0;
  for (; i < count; ++i) total += static_cast<double>(x[i]);
  for (const double part : lane) total += part;
  return total;
}

}  // namespace

DcOffsetMeter::DcOffsetMeter(int sample_rate_hz)
    : sample_rate_hz_(sample_rate_hz), feeder_({sample_rate_hz, 1}, kBlockFrames) {}

void DcOffsetMeter::push(std::span<const float> samples) {
  feeder_.push({sample_rate_hz_, samples}, [this](const audio::AudioView& block) { take(block.channel(0)); });
}

void DcOffsetMeter::take(std::span<const float> samples) {
  sum_ += sum(samples.data(), samples.size());
  frame_count_ += samples.size();
}

Reading DcOffsetMeter::finish() {
  feeder_.finish([this](const audio::AudioView& block) { take(block.channel(0)); });
  if (frame_count_ == 0) return Reading::none("the take is empty");
  if (!std::isfinite(sum_)) return Reading::none("the take has samples that are not numbers");
  return Reading::of(sum_ / static_cast<double>(frame_count_));
}

Result<Reading> measure_dc_offset(const audio::AudioView& take) {
  TRY_VOID(audio::check_format(take.format()));
  Reading furthest;
  for (int c = 0; c < take.channel_count(); ++c) {
    DcOffsetMeter meter(take.sample_rate_hz());
    meter.push(take.channel(c));
    Reading reading = meter.finish();
    if (!reading.value) return reading;
    if (!furthest.value || std::abs(*reading.value) > std::abs(*furthest.value)) furthest = std::move(reading);
  }
  return furthest;
}

}  // namespace timbre::measure
