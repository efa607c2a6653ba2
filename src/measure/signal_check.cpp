#include "measure/signal_check.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

#include "dsp/extremes.h"
#include "dsp/vectorised.h"

namespace timbre::measure {
namespace {

constexpr std::uint32_t kExponent = 0x7f800000U;  // all ones: infinity or NaN
constexpr std::size_t kLanes = 16;

TIMBRE_VECTORISED std::size_t non_finite(const float* x, std::size_t count) {
  std::array<std::uint32_t, kLanes> lane{};
  std::size_t total = 0;
  std::size_t i = 0;
  for (; i + kLanes <= count; i += kLanes) {
    for (std::size_t j = 0; j < kLanes; ++j) {
      lane[j] += (std::bit_cast<std::uint32_t>(x[i + j]) & kExponent) == kExponent ? 1U : 0U;
    }
  }
  for (; i < count; ++i) total += (std::bit_cast<std::uint32_t>(x[i]) & kExponent) == kExponent ? 1U : 0U;
  for (const std::uint32_t n : lane) total += n;
  return total;
}

}  // namespace

std::size_t count_non_finite(std::span<const float> samples) { return non_finite(samples.data(), samples.size()); }

std::size_t replace_non_finite(std::span<float> samples) {
  const std::size_t count = count_non_finite(samples);
  if (count > 0) {
    std::replace_if(
        samples.begin(), samples.end(), [](float x) { return !std::isfinite(x); }, 0.0F);
  }
  return count;
}

std::size_t replace_non_finite(audio::AudioBuffer& block) {
  std::size_t count = 0;
  for (int c = 0; c < block.format().channel_count; ++c) count += replace_non_finite(block.channel(c));
  return count;
}

SignalCheck::SignalCheck(audio::AudioFormat format)
    : format_(format), ranges_(static_cast<std::size_t>(format.channel_count)) {}

void SignalCheck::push(const audio::AudioView& block, std::size_t replaced_count) {
  if (!(block.format() == format_) || block.empty()) return;
  non_finite_count_ += replaced_count;
  for (int c = 0; c < format_.channel_count; ++c) {
    auto samples = block.channel(c);
    std::vector<float> repaired;
    if (const std::size_t count = count_non_finite(samples); count > 0) {
      non_finite_count_ += count;
      repaired.assign(samples.begin(), samples.end());
      replace_non_finite(repaired);
      samples = repaired;
    }
    Range& range = ranges_[static_cast<std::size_t>(c)];
    if (frame_count_ == 0) range = {samples.front(), samples.front()};
    const dsp::Extremes now = dsp::extremes(samples, {range.lowest, range.highest});
    range = {now.lowest, now.highest};
  }
  frame_count_ += block.frame_count();
}

SignalFacts SignalCheck::finish() const {
  SignalFacts out{frame_count_, non_finite_count_};
  bool constant = true;
  for (const Range& range : ranges_) {
    constant = constant && range.lowest == range.highest;
    out.peak = std::max(
        {out.peak, std::fabs(static_cast<double>(range.lowest)), std::fabs(static_cast<double>(range.highest))});
  }
  out.is_silent = out.peak == 0.0;
  out.is_dc_only = constant && !out.is_silent;
  return out;
}

}  // namespace timbre::measure
