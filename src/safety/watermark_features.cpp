#include "safety/watermark_features.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "dsp/fft.h"
#include "dsp/resample.h"

namespace timbre::safety {

namespace {

constexpr float kAbsurd = 1e6F;

std::array<float, kMarkWindow> hann() {
  std::array<float, kMarkWindow> window{};
  for (std::size_t i = 0; i < kMarkWindow; ++i) {
    const double turn = (static_cast<double>(i) + 0.5) / kMarkWindow;
    window[i] = static_cast<float>(0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * turn));
  }
  return window;
}

/// The windowed samples around `centre`, with silence before and after the sound.
void fill_window(std::span<const float> channel, std::size_t centre, std::span<const float, kMarkWindow> window,
                 std::span<float> time) {
  std::fill(time.begin(), time.end(), 0.0F);
  const std::size_t first = centre < kMarkHop ? kMarkHop - centre : 0;
  for (std::size_t i = first; i < kMarkWindow && centre + i - kMarkHop < channel.size(); ++i) {
    time[i] = channel[centre + i - kMarkHop] * window[i];
  }
}

}  // namespace

std::vector<std::vector<float>> at_mark_rate(const audio::AudioView& sound) {
  std::vector<std::vector<float>> channels;
  for (int c = 0; c < sound.channel_count(); ++c) {
    channels.push_back(
        dsp::resample(sound.channel(c), sound.sample_rate_hz(), kMarkRateHz, dsp::ResampleQuality::Analysis));
    for (auto& sample : channels.back()) {
      if (!(std::abs(sample) < kAbsurd)) sample = 0.0F;
    }
  }
  return channels;
}

FineSpectrogram fine_spectrogram(std::span<const std::span<const float>> channels) {
  const auto window = hann();
  FineSpectrogram out;
  const std::size_t length = channels.empty() ? 0 : channels.front().size();
  out.rows = length / kFineHop + 1;
  out.running.assign(out.rows * FineSpectrogram::kColumns, 0.0F);
  dsp::RealFft fft(FineSpectrogram::kFftSize);
  std::array<float, FineSpectrogram::kBins> power{};
  for (std::size_t row = 0; row < out.rows; ++row) {
    power.fill(0.0F);
    for (const auto& channel : channels) {
      fill_window(channel, row * kFineHop, window, fft.time());
      fft.forward();
      const auto bins = fft.spectrum().subspan(FineSpectrogram::kFirstBin, FineSpectrogram::kBins);
      for (std::size_t i = 0; i < bins.size(); ++i) power[i] += std::norm(bins[i]);
    }
    double sum = 0.0;
    float* to = out.running.data() + row * FineSpectrogram::kColumns;
    for (std::size_t i = 0; i < power.size(); ++i) {
      sum += power[i];
      to[i + 1] = static_cast<float>(sum);
    }
  }
  return out;
}

}  // namespace timbre::safety
