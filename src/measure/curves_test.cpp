#include "measure/curves.h"

#include <algorithm>
#include <limits>

#include "gtest/gtest.h"

#include "audio/testing/signals.h"

namespace timbre::measure {
namespace {

Curves curves_in_chunks(const audio::AudioBuffer& in, std::size_t chunk) {
  const int rate = in.format().sample_rate_hz;
  CurvesCollector collector(rate);
  dsp::Stft stft(rate, [&](const dsp::SpectrumFrame& frame) { collector.push(frame); });
  for (std::size_t i = 0; i < in.frame_count(); i += chunk) {
    const auto part = in.channel(0).subspan(i, std::min(chunk, in.frame_count() - i));
    collector.push(part);
    stft.push(part);
  }
  stft.finish();
  return collector.finish();
}

std::size_t loudest_band(const SpectrogramCurve& s, std::size_t column) {
  const auto first = s.level.begin() + static_cast<std::ptrdiff_t>(column * s.band_count);
  const auto last = first + static_cast<std::ptrdiff_t>(s.band_count);
  return static_cast<std::size_t>(std::max_element(first, last) - first);
}

// exact: every column holds the extremes of its own samples.
TEST(Curves, AColumnHoldsTheExtremesOfItsSamples) {
  const auto in = audio::ramp(8000, 8000 * 9 + 5);
  const auto curves = measure_curves(in.view()).value();
  const auto& w = curves.waveform;
  const auto column_samples = static_cast<std::size_t>(std::lround(w.column_s * 8000));
  EXPECT_EQ(column_samples, 32U);
  ASSERT_EQ(w.min.size(), (in.frame_count() + column_samples - 1) / column_samples);
  for (std::size_t i = 0; i < w.min.size(); ++i) {
    EXPECT_EQ(w.min[i], static_cast<float>(i * column_samples));
    EXPECT_EQ(w.max[i], static_cast<float>(std::min((i + 1) * column_samples, in.frame_count()) - 1));
  }
  EXPECT_DOUBLE_EQ(curves.duration_s, 9.000625);
}

// definition: full-scale square wave, RMS 1; sine of amplitude A, RMS A/√2 within the column's cut of a period.
TEST(Curves, RmsOfASine) {
  const auto w = measure_curves(audio::sine(48000, 30.0, 1000.0, 0.5).view()).value().waveform;
  for (const float rms : w.rms) EXPECT_NEAR(rms, 0.35355, 0.01);
  for (const float high : w.max) EXPECT_NEAR(high, 0.5, 1e-3);
}

// definition: a sine lights the band that holds its frequency, at every rate.
TEST(Curves, ASineLightsItsBand) {
  for (const int rate : {8000, 11025, 16000, 22050, 44100, 48000, 96000, 192000}) {
    const auto s = measure_curves(audio::sine(rate, 1.0, 1234.0, 0.5).view()).value().spectrogram;
    ASSERT_GE(s.column_count, 99U) << rate;  // 22050 Hz: a hop is 221 samples
    EXPECT_LE(s.column_count, 100U) << rate;
    EXPECT_LE(s.band_count, kMaxSpectrogramBands);
    EXPECT_GE(s.band_count, kMaxSpectrogramBands / 2);
    EXPECT_NEAR(s.band_hz * static_cast<double>(s.band_count), rate / 2.0, 1e-9);
    const double band = 1234.0 / s.band_hz;
    EXPECT_NEAR(static_cast<double>(loudest_band(s, 50)) + 0.5, band, 1.0) << rate;
  }
}

// definition: the documented mapping. One bin a band at 16 kHz; a bin-centred sine of power 1/2 seen through a Hann
// window of N = 320 of M = 512 points puts (Σw)² / (M·Σw²) = 2N / 3M of its power into its bin.
TEST(Curves, BytesAreHalfDecibels) {
  const auto s = measure_curves(audio::sine(16000, 1.0, 1000.0, 1.0).view()).value().spectrogram;
  const auto peak = s.level[50 * s.band_count + loudest_band(s, 50)];
  EXPECT_NEAR(SpectrogramCurve::level_db(peak), 10.0 * std::log10(0.5 * 2.0 * 320.0 / (3.0 * 512.0)), 0.26);
  EXPECT_EQ(SpectrogramCurve::level_db(0), -127.5);
  EXPECT_EQ(SpectrogramCurve::level_db(255), 0.0);
}

// property: joining columns keeps the mean power, so steady noise keeps its level however long it is.
TEST(Curves, JoiningKeepsTheLevel) {
  const auto mean = [](const Curves& c) {
    double sum = 0.0;
    for (const auto level : c.spectrogram.level) sum += SpectrogramCurve::level_db(level);
    return sum / static_cast<double>(c.spectrogram.level.size());
  };
  const auto short_one = measure_curves(audio::white_noise(8000, 10.0, 0.1, 3).view()).value();
  const auto long_one = measure_curves(audio::white_noise(8000, 120.0, 0.1, 3).view()).value();
  EXPECT_EQ(short_one.spectrogram.column_s, 0.01);
  EXPECT_EQ(long_one.spectrogram.column_s, 0.16);
  // The mean of a logarithm rises by at most 2.5 dB (Euler's constant) when powers are averaged first.
  EXPECT_GT(mean(long_one), mean(short_one));
  EXPECT_LT(mean(long_one), mean(short_one) + 2.6);
}

// property: bounded, whatever the length.
TEST(Curves, AnHourIsAsSmallAsAMinute) {
  CurvesCollector collector(8000);
  dsp::Stft stft(8000, [&](const dsp::SpectrumFrame& frame) { collector.push(frame); });
  const auto minute = audio::white_noise(8000, 60.0, 0.1, 4);
  for (int i = 0; i < 60; ++i) {
    collector.push(minute.channel(0));
    stft.push(minute.channel(0));
  }
  stft.finish();
  const auto curves = collector.finish();
  EXPECT_DOUBLE_EQ(curves.duration_s, 3600.0);
  EXPECT_LE(curves.waveform.max.size(), kMaxWaveformColumns);
  EXPECT_GE(curves.waveform.max.size(), kMaxWaveformColumns / 2);
  EXPECT_LE(curves.spectrogram.column_count, kMaxSpectrogramColumns);
  EXPECT_GE(curves.spectrogram.column_count, kMaxSpectrogramColumns / 2);
  EXPECT_NEAR(curves.waveform.column_s * static_cast<double>(curves.waveform.max.size()), 3600.0, 2.0);
}

// property
TEST(Curves, AnyChunkingGivesTheSame) {
  for (const int rate : {8000, 44100}) {
    const auto in = audio::white_noise(rate, 13.37, 0.1, 6);
    const auto whole = measure_curves(in.view()).value();
    for (const std::size_t chunk : {1U, 15U, 997U, 65536U}) {
      const auto parts = curves_in_chunks(in, chunk);
      EXPECT_EQ(parts.waveform.min, whole.waveform.min);
      EXPECT_EQ(parts.waveform.max, whole.waveform.max);
      EXPECT_EQ(parts.waveform.rms, whole.waveform.rms);
      EXPECT_EQ(parts.spectrogram.level, whole.spectrogram.level);
    }
  }
}

TEST(Curves, EmptyShortAndSilent) {
  const auto empty = measure_curves(audio::silence(48000, 0.0).view()).value();
  EXPECT_TRUE(empty.waveform.max.empty());
  EXPECT_EQ(empty.spectrogram.column_count, 0U);
  EXPECT_EQ(empty.duration_s, 0.0);

  const auto brief = measure_curves(audio::sine(48000, 0.005, 1000.0, 0.5).view()).value();
  EXPECT_EQ(brief.waveform.max.size(), 15U);
  EXPECT_EQ(brief.spectrogram.column_count, 0U);

  const auto silent = measure_curves(audio::silence(48000, 1.0).view()).value();
  EXPECT_TRUE(std::ranges::all_of(silent.spectrogram.level, [](auto level) { return level == 0; }));
  EXPECT_TRUE(std::ranges::all_of(silent.waveform.max, [](float x) { return x == 0.0F; }));
}

TEST(Curves, OneChannelOnly) {
  const auto tone = audio::sine(48000, 0.1, 440.0, 0.5);
  const auto result = measure_curves(audio::stereo(tone, tone).view());
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().kind, ErrorKind::InvalidInput);
}

// Whatever comes, nothing breaks; what NaN looks like is not promised.
TEST(Curves, NonFiniteSamplesDoNoHarm) {
  auto in = audio::sine(48000, 0.2, 440.0, 0.5);
  in.channel(0)[100] = std::numeric_limits<float>::quiet_NaN();
  in.channel(0)[5000] = std::numeric_limits<float>::infinity();
  const auto curves = measure_curves(in.view()).value();
  EXPECT_EQ(curves.spectrogram.column_count, 20U);
}

}  // namespace
}  // namespace timbre::measure
