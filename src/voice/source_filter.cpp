#include "voice/source_filter.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "voice/voice_frames.h"

namespace timbre::voice {
namespace {

constexpr double kWindowS = 0.032;
constexpr std::size_t kTopBins = 32;  // 7 … 8 kHz: what the band above is told from

float gain(float log_gain) { return std::exp(std::clamp(log_gain, -kLargestLogGain, kLargestLogGain)); }

}  // namespace

SourceFilter::SourceFilter(int rate_hz, std::uint64_t seed, const HighBand& high_band)
    : hop_(static_cast<std::size_t>(rate_hz) / kFramesPerSecond),
      size_(static_cast<std::size_t>(std::lround(kWindowS * rate_hz))),
      bin_khz_(1e-3 / kWindowS),
      high_band_(high_band),
      source_(rate_hz, seed),
      pulse_fft_(size_),
      noise_fft_(size_),
      window_(size_),
      pulses_((size_ - hop_) / 2, 0.0F),
      noise_((size_ - hop_) / 2, 0.0F),
      to_skip_((size_ - hop_) / 2) {
  for (std::size_t i = 0; i < size_; ++i) {
    const double turn = 2.0 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(size_);
    window_[i] = static_cast<float>(0.5 - 0.5 * std::cos(turn));
  }
}

void SourceFilter::take(const Excitation& excitation) {
  pulses_.insert(pulses_.end(), excitation.pulses.begin(), excitation.pulses.end());
  noise_.insert(noise_.end(), excitation.noise.begin(), excitation.noise.end());
}

std::vector<float> SourceFilter::push(std::span<const float> f0_hz, std::span<const float> filters) {
  for (std::size_t f = 0; f < f0_hz.size(); ++f) {
    const auto values = filters.subspan(f * kFilterValues, kFilterValues);
    waiting_.push_back({f0_hz[f] > 0.0F, {values.begin(), values.end()}});
  }
  take(source_.push(f0_hz));
  return emit_ready(false);
}

std::vector<float> SourceFilter::finish() {
  take(source_.finish());
  pulses_.resize(pulses_.size() + size_, 0.0F);
  noise_.resize(noise_.size() + size_, 0.0F);
  return emit_ready(true);
}

std::vector<float> SourceFilter::emit_ready(bool is_end) {
  std::vector<float> out;
  std::size_t frames = 0;
  const auto give = [&](std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      if (to_skip_ > 0) {
        --to_skip_;
      } else {
        out.push_back(sum_[i] / std::max(weight_[i], 1e-6F));
      }
    }
    sum_.erase(sum_.begin(), sum_.begin() + static_cast<std::ptrdiff_t>(count));
    weight_.erase(weight_.begin(), weight_.begin() + static_cast<std::ptrdiff_t>(count));
  };
  for (; frames < waiting_.size() && pulses_.size() >= size_; ++frames) {
    sum_.resize(size_, 0.0F);
    weight_.resize(size_, 0.0F);
    add_frame(waiting_[frames]);
    pulses_.erase(pulses_.begin(), pulses_.begin() + static_cast<std::ptrdiff_t>(hop_));
    noise_.erase(noise_.begin(), noise_.begin() + static_cast<std::ptrdiff_t>(hop_));
    give(hop_);
  }
  waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(frames));
  // After the last frame's hop, what its window still covers of the sound.
  if (is_end && !sum_.empty()) give((size_ - hop_) / 2);
  return out;
}

void SourceFilter::add_frame(const Frame& frame) {
  for (std::size_t i = 0; i < size_; ++i) {
    pulse_fft_.time()[i] = pulses_[i] * window_[i];
    noise_fft_.time()[i] = noise_[i] * window_[i];
  }
  pulse_fft_.forward();
  noise_fft_.forward();
  for (std::size_t b = 0; b < pulse_fft_.bin_count(); ++b) {
    filter_bin(frame, b, pulse_fft_.spectrum()[b], noise_fft_.spectrum()[b]);
  }
  pulse_fft_.inverse();
  for (std::size_t i = 0; i < size_; ++i) {
    sum_[i] += pulse_fft_.time()[i] * window_[i] / static_cast<float>(size_);
    weight_[i] += window_[i] * window_[i];
  }
}

void SourceFilter::filter_bin(const Frame& frame, std::size_t bin, std::complex<float> pulses,
                              std::complex<float> noise) {
  const auto& v = frame.values;
  if (bin < kFilterBins) {
    const float level = gain(v[bin]);
    const float phase = v[kFilterBins + bin];
    const std::complex<float> filter(level * std::cos(phase), level * std::sin(phase));
    pulse_fft_.spectrum()[bin] = filter * pulses + gain(v[2 * kFilterBins + bin]) * noise;
    return;
  }
  float top = 0.0F;
  for (std::size_t b = kFilterBins - kTopBins; b < kFilterBins; ++b) top += v[2 * kFilterBins + b] / kTopBins;
  const double above_khz = bin_khz_ * static_cast<double>(bin - (kFilterBins - 1));
  const double step_db = frame.is_voiced ? high_band_.voiced_step_db : high_band_.unvoiced_step_db;
  const double change_db = step_db + high_band_.slope_db_per_khz * above_khz;
  pulse_fft_.spectrum()[bin] = gain(top + static_cast<float>(change_db * std::numbers::ln10 / 20.0)) * noise;
}

}  // namespace timbre::voice
