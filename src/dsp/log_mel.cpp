#include "dsp/log_mel.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "dsp/vectorised.h"

namespace timbre::dsp {
namespace {

constexpr double kVarianceFloor = 0.01;

double mel_of(double hz) { return 2595.0 * std::log10(1.0 + hz / 700.0); }

std::size_t samples_in(double seconds, int rate_hz) { return static_cast<std::size_t>(std::lround(seconds * rate_hz)); }

TIMBRE_VECTORISED void multiply_into(const float* a, const float* b, float* out, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) out[i] = a[i] * b[i];
}

TIMBRE_VECTORISED void power_of(const float* re_im, float* out, std::size_t count) {
  for (std::size_t k = 0; k < count; ++k) out[k] = re_im[2 * k] * re_im[2 * k] + re_im[2 * k + 1] * re_im[2 * k + 1];
}

}  // namespace

std::size_t LogMelOptions::window() const { return samples_in(window_s, sample_rate_hz); }
std::size_t LogMelOptions::hop() const { return samples_in(hop_s, sample_rate_hz); }

std::size_t LogMelOptions::frames_in(std::size_t sample_count) const {
  return sample_count < window() ? 0 : 1 + (sample_count - window()) / hop();
}

LogMelMeter::LogMelMeter(const LogMelOptions& options)
    : options_(options),
      fft_(mel_fft_size(options)),
      window_(options.window()),
      bands_(mel_bands(options)),
      power_(fft_.bin_count()) {
  double energy = 0.0;
  for (std::size_t i = 0; i < window_.size(); ++i) {
    const double angle = 2.0 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(window_.size());
    const double w = 0.5 - 0.5 * std::cos(angle);
    window_[i] = static_cast<float>(w);
    energy += w * w;
  }
  for (float& w : window_) w = static_cast<float>(w / std::sqrt(energy));
}

std::size_t mel_fft_size(const LogMelOptions& options) {
  std::size_t size = 2;
  while (size < options.window()) size *= 2;
  return size;
}

std::vector<MelBand> mel_bands(const LogMelOptions& options) {
  const std::size_t fft_size = mel_fft_size(options);
  const double low = mel_of(options.low_hz);
  const double step = (mel_of(options.high_hz) - low) / static_cast<double>(options.band_count + 1);
  const double bin_hz = static_cast<double>(options.sample_rate_hz) / static_cast<double>(fft_size);
  std::vector<MelBand> bands(options.band_count);
  for (std::size_t b = 0; b < bands.size(); ++b) {
    const double centre = low + step * static_cast<double>(b + 1);
    for (std::size_t bin = 0; bin <= fft_size / 2; ++bin) {
      const double weight = 1.0 - std::abs(mel_of(bin_hz * static_cast<double>(bin)) - centre) / step;
      if (weight <= 0.0) continue;
      if (bands[b].weights.empty()) bands[b].first_bin = bin;
      bands[b].weights.push_back(static_cast<float>(weight));
    }
  }
  return bands;
}

void LogMelMeter::push(std::span<const float> samples) {
  pending_.insert(pending_.end(), samples.begin(), samples.end());
  std::size_t start = 0;
  while (start + window_.size() <= pending_.size()) {
    emit(pending_.data() + start);
    start += options_.hop();
  }
  pending_.erase(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(start));
}

void LogMelMeter::emit(const float* window_start) {
  multiply_into(window_start, window_.data(), fft_.time().data(), window_.size());
  std::fill(fft_.time().begin() + static_cast<std::ptrdiff_t>(window_.size()), fft_.time().end(), 0.0F);
  fft_.forward();
  power_of(reinterpret_cast<const float*>(fft_.spectrum().data()), power_.data(), power_.size());
  for (const MelBand& band : bands_) {
    double sum = 0.0;
    for (std::size_t i = 0; i < band.weights.size(); ++i) {
      sum += static_cast<double>(band.weights[i]) * power_[band.first_bin + i];
    }
    frames_.push_back(static_cast<float>(std::log(std::max(sum, kLogMelFloor))));
  }
}

std::vector<float> log_mel(std::span<const float> samples, const LogMelOptions& options) {
  LogMelMeter meter(options);
  meter.push(samples);
  return meter.frames();
}

void normalise_bands(std::span<float> frames, std::size_t band_count) {
  const std::size_t frame_count = frames.size() / band_count;
  if (frame_count == 0) return;
  const auto count = static_cast<double>(frame_count);
  std::vector<double> mean(band_count, 0.0);
  std::vector<double> variance(band_count, 0.0);
  for (std::size_t i = 0; i < frames.size(); ++i) mean[i % band_count] += frames[i];
  for (double& m : mean) m /= count;
  for (std::size_t i = 0; i < frames.size(); ++i) {
    const double away = frames[i] - mean[i % band_count];
    variance[i % band_count] += away * away / count;
  }
  for (std::size_t i = 0; i < frames.size(); ++i) {
    const std::size_t b = i % band_count;
    frames[i] = static_cast<float>((frames[i] - mean[b]) / std::sqrt(variance[b] + kVarianceFloor));
  }
}

}  // namespace timbre::dsp
