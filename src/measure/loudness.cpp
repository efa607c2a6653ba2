#include "measure/loudness.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "dsp/decibel.h"
#include "dsp/denormals.h"

namespace timbre::measure {
namespace {

constexpr std::size_t kHopsPerS = 100;          // 10 ms: Tech 3341 tests 13 and 14 need maxima this fine
constexpr std::size_t kHopsPerStep = 10;        // 100 ms: block step of BS.1770-4 (75 % overlap)
constexpr std::size_t kMomentarySteps = 4;      // 400 ms
constexpr std::size_t kShortTermSteps = 30;     // 3 s
constexpr double kOffsetLufs = -0.691;          // BS.1770-4, equation 2
constexpr double kAbsoluteGateLufs = -70.0;     // BS.1770-4 and Tech 3342
constexpr double kRelativeGateLu = -10.0;       // BS.1770-4
constexpr double kRangeRelativeGateLu = -20.0;  // Tech 3342
constexpr double kRangeLow = 0.10;              // Tech 3342
constexpr double kRangeHigh = 0.95;             // Tech 3342
constexpr double kSurroundWeight = 1.41;        // BS.1770-4, table 3

double to_lufs(double weighted_power) { return kOffsetLufs + dsp::power_to_db(weighted_power); }
double from_lufs(double lufs) { return dsp::db_to_power(lufs - kOffsetLufs); }

double weight_of(int channel, int channel_count) {
  if (channel_count == 6 && channel == 3) return 0.0;
  const bool has_surround = channel_count >= 4 && channel_count <= 6;
  return has_surround && channel >= channel_count - 2 ? kSurroundWeight : 1.0;
}

// Weighted power of every window of `steps`·100 ms, one window every 10 ms.
std::vector<double> windows(std::span<const float> hops, std::size_t steps) {
  const std::size_t length = steps * kHopsPerStep;
  if (hops.size() < length) return {};
  std::vector<double> of_step(hops.size() - kHopsPerStep + 1);
  for (std::size_t i = 0; i < of_step.size(); ++i) {
    double sum = 0.0;
    for (std::size_t j = 0; j < kHopsPerStep; ++j) sum += hops[i + j];
    of_step[i] = sum;
  }
  std::vector<double> out(hops.size() - length + 1, 0.0);
  for (std::size_t j = 0; j < steps; ++j) {
    for (std::size_t i = 0; i < out.size(); ++i) out[i] += of_step[i + j * kHopsPerStep];
  }
  for (double& power : out) power /= static_cast<double>(length);
  return out;
}

std::vector<double> every_step(std::span<const double> windows) {
  std::vector<double> out;
  for (std::size_t i = 0; i < windows.size(); i += kHopsPerStep) out.push_back(windows[i]);
  return out;
}

// The blocks over both gates; the relative gate is taken from the mean power of those over the absolute one.
std::vector<double> gated(const std::vector<double>& blocks, double relative_gate_lu) {
  const auto over = [](std::span<const double> all, double gate) {
    std::vector<double> out;
    std::copy_if(all.begin(), all.end(), std::back_inserter(out), [gate](double power) { return power > gate; });
    return out;
  };
  const auto mean = [](std::span<const double> all) {
    double sum = 0.0;
    for (const double power : all) sum += power;
    return sum / static_cast<double>(all.size());
  };
  const auto loud = over(blocks, from_lufs(kAbsoluteGateLufs));
  return loud.empty() ? loud : over(loud, mean(loud) * dsp::db_to_power(relative_gate_lu));
}

void fill_integrated(Loudness& out, const std::vector<double>& momentary) {
  const auto blocks = gated(every_step(momentary), kRelativeGateLu);
  if (blocks.empty()) {
    out.integrated_why = "silence: no 400 ms block is louder than the absolute gate of -70 LUFS";
    return;
  }
  double sum = 0.0;
  for (const double power : blocks) sum += power;
  out.integrated = Lufs(to_lufs(sum / static_cast<double>(blocks.size())));
}

void fill_range(Loudness& out, const std::vector<double>& short_term) {
  auto blocks = gated(every_step(short_term), kRangeRelativeGateLu);
  if (blocks.empty()) {
    out.range_why = "silence: no 3 s window is louder than the absolute gate of -70 LUFS";
    return;
  }
  std::sort(blocks.begin(), blocks.end());
  const auto at = [&blocks](double fraction) {  // nearest rank, as in Tech 3342
    const double rank = static_cast<double>(blocks.size() - 1) * fraction + 0.5;
    return to_lufs(blocks[static_cast<std::size_t>(rank)]);
  };
  out.range = LoudnessUnits(at(kRangeHigh) - at(kRangeLow));
}

std::optional<Lufs> greatest(const std::vector<double>& windows) {
  const double power = *std::max_element(windows.begin(), windows.end());
  return power > 0.0 ? std::optional(Lufs(to_lufs(power))) : std::nullopt;
}

Loudness nothing(const std::string& why) {
  Loudness out;
  out.integrated_why = out.max_momentary_why = out.max_short_term_why = out.range_why = why;
  return out;
}

}  // namespace

LoudnessMeter::LoudnessMeter(audio::AudioFormat format, LoudnessOptions options)
    : format_(format),
      options_(options),
      filters_(static_cast<std::size_t>(format.channel_count), KFilter(format.sample_rate_hz)),
      feeder_(format, frames_of_hop(0)) {}

// The borders lie at i·rate/100 rounded down, so that 10 ms stay 10 ms on average at 11025 and 22050 Hz too.
std::size_t LoudnessMeter::frames_of_hop(std::size_t index) const {
  const auto rate = static_cast<std::size_t>(format_.sample_rate_hz);
  return (index + 1) * rate / kHopsPerS - index * rate / kHopsPerS;
}

void LoudnessMeter::push(const audio::AudioView& block) {
  const dsp::DenormalsAreZero denormals_are_zero;
  feeder_.push(block, [this](const audio::AudioView& hop) { take_hop(hop); });
}

void LoudnessMeter::take_hop(const audio::AudioView& hop) {
  double power = 0.0;
  for (int c = 0; c < format_.channel_count; ++c) {
    const double weight = weight_of(c, format_.channel_count);
    const double energy = filters_[static_cast<std::size_t>(c)].energy(hop.channel(c));
    if (weight > 0.0) power += weight * energy;
    non_finite_ = non_finite_ || !std::isfinite(energy);
  }
  hops_.push_back(static_cast<float>(power / static_cast<double>(hop.frame_count())));
  feeder_.set_next(frames_of_hop(hops_.size()));
}

Loudness LoudnessMeter::finish() {
  feeder_.finish([this](const audio::AudioView& rest) {  // not a complete hop: only looked at
    for (int c = 0; c < format_.channel_count; ++c) {
      for (const float x : rest.channel(c)) non_finite_ = non_finite_ || !std::isfinite(x);
    }
  });
  if (non_finite_) return nothing("the take has samples that are not numbers");
  const auto momentary = windows(hops_, kMomentarySteps);
  if (momentary.empty()) return nothing("the take is shorter than 400 ms");

  Loudness out;
  fill_integrated(out, momentary);
  out.max_momentary = greatest(momentary);
  if (!out.max_momentary) out.max_momentary_why = "digital silence";
  if (options_.with_curve) {
    for (const double power : every_step(momentary)) {
      out.momentary_curve.push_back(std::max(static_cast<float>(to_lufs(power)), kLoudnessCurveFloorLufs));
    }
  }
  const auto short_term = windows(hops_, kShortTermSteps);
  if (short_term.empty()) {
    out.max_short_term_why = out.range_why = "the take is shorter than 3 s";
    return out;
  }
  out.max_short_term = greatest(short_term);
  if (!out.max_short_term) out.max_short_term_why = "digital silence";
  fill_range(out, short_term);
  return out;
}

Result<Loudness> measure_loudness(const audio::AudioView& take, const LoudnessOptions& options) {
  TRY_VOID(audio::check_format(take.format()));
  LoudnessMeter meter(take.format(), options);
  meter.push(take);
  return meter.finish();
}

}  // namespace timbre::measure
