#include "measure/delivery.h"

#include "gtest/gtest.h"

#include "measure/testing/voices.h"

namespace timbre::measure {
namespace {

constexpr int kNative = 48000;
constexpr int kAnalysis = 16000;

double melody(double t) {
  const bool pause = (t > 2.0 && t < 2.5) || t < 0.5 || t > 5.5;
  return pause ? 0.0 : 140.0 * std::exp2(0.2 * std::sin(2.0 * std::numbers::pi * t));
}

DeliveryMeasurements measured(std::span<const float> native, std::span<const float> analysis,
                              const VoiceActivity& activity, std::size_t chunk) {
  DeliveryMeter meter(kAnalysis, kNative);
  dsp::Stft stft(kNative, [&meter](const dsp::SpectrumFrame& frame) { meter.push(frame); });
  for (std::size_t at = 0; at < native.size(); at += chunk)
    stft.push(native.subspan(at, std::min(chunk, native.size() - at)));
  stft.finish();
  for (std::size_t at = 0; at < analysis.size(); at += chunk) {
    meter.push_16k(analysis.subspan(at, std::min(chunk, analysis.size() - at)));
  }
  FrameLevels levels{0.01, {}, {}};
  for (std::size_t at = 0; at + 480 <= native.size(); at += 480) {
    const double rms = audio::rms(native.subspan(at, 480));
    levels.mean_square.push_back(static_cast<float>(rms * rms));
  }
  return meter.finish(levels, activity);
}

VoiceActivity activity_of_melody() {
  VoiceActivity activity{0.01, {}};
  for (int i = 0; i < 600; ++i) activity.is_speech.push_back(melody((i + 0.5) * 0.01) > 0.0 ? 1 : 0);
  return activity;
}

TEST(Delivery, AllOfATakeAndInAnyChunks) {
  auto native = voice(kNative, 6.0, melody);
  auto analysis = voice(kAnalysis, 6.0, melody);
  for (std::size_t i = 0; i < native.size(); ++i) {
    native[i] *=
        static_cast<float>(0.6 - 0.4 * std::cos(2.0 * std::numbers::pi * 4.0 * static_cast<double>(i) / kNative));
  }
  const auto all = measured(native, analysis, activity_of_melody(), native.size());
  EXPECT_NEAR(all.f0_median.value.value(), 140.0, 8.0);
  EXPECT_NEAR(all.f0_spread.value.value(), 2.4 / std::numbers::sqrt2, 0.1);
  EXPECT_NEAR(all.f0_range.value.value(), 4.8 * std::sin(0.4 * std::numbers::pi), 0.2);
  EXPECT_NEAR(all.syllable_rate.value.value(), 4.0, 0.3);
  EXPECT_NEAR(all.pauses.per_minute.value.value(), 12.0, 1e-6);
  EXPECT_NEAR(all.pauses.median_s.value.value(), 0.5, 1e-9);
  EXPECT_NEAR(all.pauses.longest_s.value.value(), 0.5, 1e-9);
  EXPECT_GT(all.dynamics.value.value(), 0.5);
  const auto chunked = measured(native, analysis, activity_of_melody(), 811);
  EXPECT_EQ(chunked.pitch.f0_hz, all.pitch.f0_hz);
  EXPECT_EQ(chunked.nuclei_s, all.nuclei_s);
  EXPECT_EQ(chunked.f0_spread.value, all.f0_spread.value);
}

TEST(Delivery, WithoutSpeechEveryReadingSaysWhy) {
  const std::vector<float> native(kNative * 4, 0.0F);
  const std::vector<float> analysis(kAnalysis * 4, 0.0F);
  for (const auto& activity : {VoiceActivity{}, VoiceActivity{0.01, std::vector<std::uint8_t>(400, 0)}}) {
    const auto all = measured(native, analysis, activity, 4096);
    for (const Reading* reading : {&all.f0_median, &all.f0_spread, &all.f0_range, &all.dynamics, &all.syllable_rate,
                                   &all.pauses.per_minute, &all.pauses.median_s, &all.pauses.longest_s}) {
      EXPECT_EQ(reading->value, std::nullopt);
      EXPECT_FALSE(reading->why.empty());
    }
  }
}

}  // namespace
}  // namespace timbre::measure
