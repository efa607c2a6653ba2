#include "measure/pitch.h"

#include <algorithm>
#include <iostream>

#include "gtest/gtest.h"

#include "dsp/biquad.h"
#include "measure/testing/voices.h"

namespace timbre::measure {
namespace {

constexpr int kRate = 16000;
constexpr std::size_t kEdgeFrames = 3;  // whose window reaches past the signal

/// Largest error inside the take against a known F0; fails on unvoiced frames.
double largest_error_cents(const PitchContour& contour, const std::function<double(double)>& f0_hz) {
  double largest = 0.0;
  for (std::size_t i = kEdgeFrames; i + kEdgeFrames < contour.f0_hz.size(); ++i) {
    const double time_s = (static_cast<double>(i) + 0.5) * contour.hop_s;
    EXPECT_GT(contour.f0_hz[i], 0.0F) << "unvoiced at " << time_s << " s";
    if (contour.f0_hz[i] > 0.0F) largest = std::max(largest, std::abs(cents(contour.f0_hz[i], f0_hz(time_s))));
  }
  return largest;
}

std::function<double(double)> constant(double f0_hz) {
  return [f0_hz](double) { return f0_hz; };
}

double share_voiced(const PitchContour& contour) {
  return contour.f0_hz.empty() ? 0.0 : contour.voiced_s() / (contour.hop_s * static_cast<double>(contour.f0_hz.size()));
}

// Definition rung: the F0 is known. 3 cents is 0.2 %.
TEST(Pitch, SinesWithinThreeCents) {
  double largest = 0.0;
  for (const double f0_hz : {70.0, 100.0, 123.4, 200.0, 300.0, 440.0, 500.0, 580.0}) {
    const auto audio = audio::sine(kRate, 0.5, f0_hz, 0.5);
    const double error = largest_error_cents(pitch_of(kRate, audio.channel(0)), constant(f0_hz));
    EXPECT_LT(error, 3.0) << f0_hz;
    largest = std::max(largest, error);
  }
  std::cout << "largest error " << largest << " cents\n";
}

TEST(Pitch, VowelsWithinThreeCentsAtEveryRate) {
  double largest = 0.0;
  for (const int rate_hz : {16000, 12000, 11025, 8000}) {
    for (const double f0_hz : {68.0, 100.0, 123.4, 200.0, 300.0, 440.0, 500.0}) {
      const auto samples = voice(rate_hz, 0.5, constant(f0_hz));
      const double error = largest_error_cents(pitch_of(rate_hz, samples), constant(f0_hz));
      EXPECT_LT(error, 3.0) << f0_hz << " Hz at " << rate_hz;
      largest = std::max(largest, error);
    }
  }
  std::cout << "largest error " << largest << " cents\n";
}

TEST(Pitch, PulseTrainAndSawtoothWithinThreeCents) {
  double largest = 0.0;
  for (const double f0_hz : {70.0, 150.0, 240.0, 500.0}) {
    const auto pulses = voice(kRate, 0.5, constant(f0_hz), [](double) { return 0.3; });
    const auto sawtooth = voice(kRate, 0.5, constant(f0_hz), [](double f_hz) { return 100.0 / f_hz; });
    largest = std::max({largest, largest_error_cents(pitch_of(kRate, pulses), constant(f0_hz)),
                        largest_error_cents(pitch_of(kRate, sawtooth), constant(f0_hz))});
  }
  EXPECT_LT(largest, 3.0);
  std::cout << "largest error " << largest << " cents\n";
}

// An octave and a half up and down again in 3 s, as fast as lively speech moves.
TEST(Pitch, GlidesWithinTenCents) {
  const auto glide = [](double t) { return 180.0 * std::exp2(0.75 * std::sin(2.0 * std::numbers::pi * t / 3.0)); };
  const double error = largest_error_cents(pitch_of(kRate, voice(kRate, 3.0, glide)), glide);
  EXPECT_LT(error, 10.0);
  std::cout << "largest error " << error << " cents\n";
}

TEST(Pitch, OctaveTraps) {
  // A second harmonic 14 dB over the fundamental.
  const auto strong_second = voice(kRate, 0.5, constant(130.0), [](double f_hz) {
    return f_hz < 200.0 ? 0.2 : f_hz < 300.0 ? 1.0 : 0.02;
  });
  EXPECT_LT(largest_error_cents(pitch_of(kRate, strong_second), constant(130.0)), 20.0);
  // A telephone takes the fundamental and the second harmonic away.
  for (const double f0_hz : {90.0, 120.0, 210.0}) {
    auto telephone = voice(kRate, 0.5, constant(f0_hz));
    std::vector<dsp::Biquad> filters;
    for (int i = 0; i < 4; ++i) filters.emplace_back(dsp::high_pass(kRate, 300.0));
    for (int i = 0; i < 2; ++i) filters.emplace_back(dsp::low_pass(kRate, 3400.0));
    for (float& x : telephone) {
      for (auto& filter : filters) x = static_cast<float>(filter.process(x));
    }
    EXPECT_LT(largest_error_cents(pitch_of(kRate, telephone), constant(f0_hz)), 25.0) << f0_hz;
  }
}

TEST(Pitch, NoiseSilenceAndConstantsAreUnvoiced) {
  const auto noise = audio::white_noise(kRate, 5.0, 0.1, 7);
  EXPECT_LT(share_voiced(pitch_of(kRate, noise.channel(0))), 0.05);
  EXPECT_EQ(share_voiced(pitch_of(kRate, audio::silence(kRate, 2.0).channel(0))), 0.0);
  EXPECT_EQ(share_voiced(pitch_of(kRate, std::vector<float>(32000, 0.25F))), 0.0);
}

TEST(Pitch, RoomToneAroundSpeechIsUnvoicedAndAClickDoesNotHideTheVoice) {
  auto take = voice(kRate, 3.0, [](double t) { return t > 1.0 && t < 2.0 ? 150.0 : 0.0; });
  const auto room = audio::white_noise(kRate, 3.0, 0.0005, 3);
  for (std::size_t i = 0; i < take.size(); ++i) take[i] += room.channel(0)[i];
  take[8000] = 30.0F;
  const auto contour = pitch_of(kRate, take);
  EXPECT_NEAR(contour.voiced_s(), 1.0, 0.06);
  EXPECT_GT(contour.at(1.5), 0.0F);
  EXPECT_EQ(contour.at(0.3), 0.0F);
  EXPECT_EQ(contour.at(-1.0), 0.0F);
  EXPECT_EQ(contour.at(99.0), 0.0F);
}

TEST(Pitch, AnyChunkingGivesTheSameContour) {
  const auto samples = voice(kRate, 1.3, [](double t) { return 120.0 + 60.0 * t; });
  const auto whole = pitch_of(kRate, samples);
  for (const std::size_t chunk : {std::size_t{1}, std::size_t{7}, std::size_t{160}, std::size_t{4093}}) {
    PitchMeter meter(kRate);
    for (std::size_t at = 0; at < samples.size(); at += chunk) {
      meter.push(std::span(samples).subspan(at, std::min(chunk, samples.size() - at)));
    }
    EXPECT_EQ(meter.finish().f0_hz, whole.f0_hz) << chunk;
  }
}

TEST(Pitch, ScaleDoesNotMatter) {
  const auto samples = voice(kRate, 1.0, constant(140.0));
  auto louder = samples;
  for (float& x : louder) x *= 16.0F;  // a power of two: exact
  EXPECT_EQ(pitch_of(kRate, louder).f0_hz, pitch_of(kRate, samples).f0_hz);
}

TEST(Pitch, FramesAreCompleteTenMilliseconds) {
  EXPECT_TRUE(pitch_of(kRate, {}).f0_hz.empty());
  EXPECT_TRUE(pitch_of(kRate, std::vector<float>(159, 0.1F)).f0_hz.empty());
  EXPECT_EQ(pitch_of(kRate, std::vector<float>(160, 0.1F)).f0_hz.size(), 1U);
  EXPECT_EQ(pitch_of(11025, std::vector<float>(11025, 0.0F)).f0_hz.size(), 100U);
  // Too low for pitch: frames, none of them voiced.
  EXPECT_EQ(share_voiced(pitch_of(1000, std::vector<float>(1000, 0.5F))), 0.0);
}

TEST(MeasurePitch, TakesAnyRateAndTheMeanOfChannels) {
  const auto left = voice(48000, 0.5, constant(200.0));
  const std::vector<float> right(left.size(), 0.0F);
  const std::array<const float*, 2> channels{left.data(), right.data()};
  const auto contour = measure_pitch(audio::AudioView(48000, channels, left.size()));
  ASSERT_TRUE(contour.ok());
  EXPECT_LT(largest_error_cents(*contour, constant(200.0)), 10.0);
  EXPECT_EQ(measure_pitch(audio::AudioView(0, left)).error().kind, ErrorKind::InvalidInput);
  EXPECT_TRUE(measure_pitch(audio::AudioView(16000, std::span<const float>{})).value().f0_hz.empty());
}

TEST(Pitch, SurvivesWhatIsNotAudio) {
  const float bad = std::numeric_limits<float>::quiet_NaN();
  EXPECT_EQ(pitch_of(kRate, std::vector<float>(16000, bad)).f0_hz.size(), 100U);
  EXPECT_EQ(pitch_of(kRate, std::vector<float>(16000, std::numeric_limits<float>::max())).f0_hz.size(), 100U);
}

}  // namespace
}  // namespace timbre::measure
