// Rungs: definition (the slow sum), property (chunking, gain, silence), exact (frame counts).
#include "dsp/log_mel.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <iostream>
#include <numbers>

#include "gtest/gtest.h"

#include "audio/testing/signals.h"

namespace timbre::dsp {
namespace {

double mel(double hz) { return 2595.0 * std::log10(1.0 + hz / 700.0); }

/// |X(f)|²/Σw² of one window by the sum itself.
std::vector<double> slow_power(std::span<const float> samples, std::size_t fft_size) {
  const auto n = static_cast<double>(samples.size());
  std::vector<double> power(fft_size / 2 + 1);
  double energy = 0.0;
  std::vector<double> windowed(samples.size());
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const double w = std::pow(std::sin(std::numbers::pi * static_cast<double>(i) / n), 2);
    windowed[i] = w * samples[i];
    energy += w * w;
  }
  for (std::size_t k = 0; k < power.size(); ++k) {
    std::complex<double> sum = 0.0;
    for (std::size_t i = 0; i < windowed.size(); ++i) {
      sum += windowed[i] *
             std::polar(1.0, -2.0 * std::numbers::pi * static_cast<double>(k * i) / static_cast<double>(fft_size));
    }
    power[k] = std::norm(sum) / energy;
  }
  return power;
}

/// One frame by its definition: corners of the triangles first, then the two slopes.
std::vector<double> slow_frame(std::span<const float> window, const LogMelOptions& options, std::size_t fft_size) {
  const auto power = slow_power(window, fft_size);
  const auto corner = [&](std::size_t i) {
    return mel(options.low_hz) + (mel(options.high_hz) - mel(options.low_hz)) * static_cast<double>(i) /
                                     static_cast<double>(options.band_count + 1);
  };
  std::vector<double> out;
  for (std::size_t b = 0; b < options.band_count; ++b) {
    double sum = 0.0;
    for (std::size_t k = 0; k < power.size(); ++k) {
      const double m = mel(static_cast<double>(k) * options.sample_rate_hz / static_cast<double>(fft_size));
      const double rising = (m - corner(b)) / (corner(b + 1) - corner(b));
      const double falling = (corner(b + 2) - m) / (corner(b + 2) - corner(b + 1));
      sum += std::max(0.0, std::min(rising, falling)) * power[k];
    }
    out.push_back(std::log(std::max(sum, kLogMelFloor)));
  }
  return out;
}

double largest_error(const LogMelOptions& options, std::size_t fft_size, const audio::AudioBuffer& in) {
  const auto fast = log_mel(in.channel(0), options);
  double largest = 0.0;
  for (std::size_t f = 0; f * options.band_count < fast.size(); f += 7) {
    const auto slow = slow_frame(in.channel(0).subspan(f * options.hop(), options.window()), options, fft_size);
    for (std::size_t b = 0; b < slow.size(); ++b) {
      largest = std::max(largest, std::abs(slow[b] - fast[f * options.band_count + b]));
    }
  }
  return largest;
}

TEST(LogMel, EqualsTheSlowDefinition) {
  const auto in = audio::mixed(audio::white_noise(16000, 0.5, 0.01, 3), audio::sine(16000, 0.5, 440.0, 0.3));
  const double error = largest_error({}, 512, in);
  std::cout << "largest error of a log-mel value: " << error << '\n';
  EXPECT_LT(error, 1e-4);
}

TEST(LogMel, EqualsTheSlowDefinitionInOtherShapes) {
  LogMelOptions other{.sample_rate_hz = 24000, .window_s = 0.04, .hop_s = 0.0125, .band_count = 80, .high_hz = 12000.0};
  const double error = largest_error(other, 1024, audio::white_noise(24000, 0.4, 0.1, 4));
  std::cout << "largest error of a log-mel value at 24 kHz: " << error << '\n';
  EXPECT_LT(error, 1e-4);
}

TEST(LogMel, AnyChunkingGivesTheSameNumbers) {
  const auto in = audio::white_noise(16000, 0.7, 0.1, 5);
  const auto whole = log_mel(in.channel(0));
  for (const std::size_t chunk : {1U, 159U, 160U, 401U, 5000U}) {
    LogMelMeter meter(LogMelOptions{});
    for (std::size_t i = 0; i < in.frame_count(); i += chunk) {
      meter.push(in.channel(0).subspan(i, std::min(chunk, in.frame_count() - i)));
    }
    EXPECT_EQ(meter.frames(), whole) << "chunks of " << chunk;
  }
}

TEST(LogMel, CountsOnlyCompleteWindows) {
  const LogMelOptions options;
  for (const std::size_t samples : {0U, 399U, 400U, 559U, 560U, 16000U}) {
    const std::vector<float> zeros(samples, 0.0F);
    EXPECT_EQ(log_mel(zeros).size(), options.frames_in(samples) * 64) << samples;
  }
  EXPECT_EQ(options.frames_in(559), 1U);
  EXPECT_EQ(options.frames_in(560), 2U);
}

TEST(LogMel, SilenceIsTheFloorAndGainIsAShift) {
  const auto silent = log_mel(audio::silence(16000, 0.1).channel(0));
  for (const float x : silent) EXPECT_FLOAT_EQ(x, static_cast<float>(std::log(kLogMelFloor)));
  const auto in = audio::white_noise(16000, 0.3, 0.1, 6);
  const auto soft = log_mel(in.channel(0));
  const auto loud = log_mel(audio::scaled(in, 4.0).channel(0));
  for (std::size_t i = 0; i < soft.size(); ++i) EXPECT_NEAR(loud[i] - soft[i], std::log(16.0), 1e-4);
}

TEST(LogMel, NormalisedBandsHaveNoMeanAndUnitSpread) {
  auto frames = log_mel(audio::white_noise(16000, 2.0, 0.1, 7).channel(0));
  normalise_bands(frames, 64);
  const auto count = static_cast<double>(frames.size()) / 64.0;
  for (std::size_t b = 0; b < 64; ++b) {
    double mean = 0.0;
    double square = 0.0;
    for (std::size_t i = b; i < frames.size(); i += 64) {
      mean += frames[i] / count;
      square += frames[i] * frames[i] / count;
    }
    EXPECT_NEAR(mean, 0.0, 1e-5);
    EXPECT_GT(square, 0.9);
    EXPECT_LT(square, 1.0);
  }
  std::vector<float> constant(640, 3.0F);
  normalise_bands(constant, 64);
  EXPECT_EQ(constant, std::vector<float>(640, 0.0F));
  normalise_bands({}, 64);
}

}  // namespace
}  // namespace timbre::dsp
