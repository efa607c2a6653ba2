#include "measure/pitch.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "dsp/resample.h"
#include "measure/pitch_path.h"

namespace timbre::measure {
namespace {

constexpr double kHopS = 0.01;
constexpr std::size_t kFramesPerSecond = 100;
// Analysis runs at this rate or the next above that divides the input's: the first formant of any voice is below 2 kHz.
constexpr int kLeastAnalysisRateHz = 4000;
// Below it the ceiling has no harmonics left to compare.
constexpr int kLeastRateHz = 2000;
constexpr int kSharedRateHz = 16000;

std::size_t factor_for(int rate_hz) { return static_cast<std::size_t>(std::max(1, rate_hz / kLeastAnalysisRateHz)); }

std::vector<float> mean_of_channels(const audio::AudioView& view) {
  std::vector<float> mono(view.frame_count(), 0.0F);
  const float share = 1.0F / static_cast<float>(std::max(1, view.channel_count()));
  for (int c = 0; c < view.channel_count(); ++c) {
    const auto channel = view.channel(c);
    for (std::size_t i = 0; i < mono.size(); ++i) mono[i] += share * channel[i];
  }
  return mono;
}

}  // namespace

float PitchContour::at(double time_s) const {
  if (!(time_s >= 0.0) || time_s >= hop_s * static_cast<double>(f0_hz.size())) return 0.0F;
  return f0_hz[std::min(static_cast<std::size_t>(time_s / hop_s), f0_hz.size() - 1)];
}

double PitchContour::voiced_s() const {
  return hop_s * static_cast<double>(std::count_if(f0_hz.begin(), f0_hz.end(), [](float f0) { return f0 > 0.0F; }));
}

PitchMeter::PitchMeter(int input_rate_hz, const PitchOptions& options)
    : input_rate_hz_(input_rate_hz),
      options_(options),
      factor_(factor_for(input_rate_hz)),
      rate_hz_(static_cast<double>(input_rate_hz) / static_cast<double>(factor_)),
      decimator_(factor_),
      analyser_(std::max(rate_hz_, static_cast<double>(kLeastRateHz)), options),
      pending_(analyser_.window_size() / 2, 0.0F) {}

void PitchMeter::push(std::span<const float> samples) {
  input_count_ += samples.size();
  if (input_rate_hz_ < kLeastRateHz) return;
  decimator_.push(samples, pending_);
  analyse_ready();
}

PitchContour PitchMeter::finish() {
  const std::size_t count =
      input_rate_hz_ > 0 ? input_count_ * kFramesPerSecond / static_cast<std::size_t>(input_rate_hz_) : 0;
  PitchContour contour{kHopS, std::vector<float>(count, 0.0F)};
  if (input_rate_hz_ < kLeastRateHz) return contour;
  decimator_.finish(pending_);
  pending_.insert(pending_.end(), analyser_.window_size(), 0.0F);
  analyse_ready();
  frames_.resize(count);  // the zeros after the end make a frame or two that are not complete
  contour.f0_hz = best_pitch_path(frames_, options_);
  return contour;
}

std::size_t PitchMeter::center_of(std::size_t frame) const {
  return static_cast<std::size_t>(std::lround((static_cast<double>(frame) + 0.5) * kHopS * rate_hz_));
}

void PitchMeter::analyse_ready() {
  // A window around signal sample c starts at padded sample c, because the padding is half a window.
  const std::size_t size = analyser_.window_size();
  std::size_t start = center_of(frames_.size());
  while (start + size <= first_ + pending_.size()) {
    frames_.push_back(analyser_.analyse({pending_.data() + (start - first_), size}));
    start = center_of(frames_.size());
  }
  const std::size_t used = std::min(start - first_, pending_.size());
  pending_.erase(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(used));
  first_ += used;
}

Result<PitchContour> measure_pitch(const audio::AudioView& view, const PitchOptions& options) {
  const int rate_hz = view.sample_rate_hz();
  if (rate_hz <= 0) {
    return Error{ErrorKind::InvalidInput, "the sample rate is " + std::to_string(rate_hz) + " Hz; it must be positive"};
  }
  std::vector<float> mono = mean_of_channels(view);
  if (rate_hz > kSharedRateHz) mono = dsp::resample(mono, rate_hz, kSharedRateHz, dsp::ResampleQuality::Analysis);
  PitchMeter meter(std::min(rate_hz, kSharedRateHz), options);
  meter.push(mono);
  return meter.finish();
}

}  // namespace timbre::measure
