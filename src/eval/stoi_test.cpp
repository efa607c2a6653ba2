// Oracle: values of pystoi 0.4.1; then the properties that the definition has.
#include "eval/stoi.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <numbers>
#include <vector>

#include "audio/codec/decode.h"
#include "base/random.h"
#include "base/testing/test_data.h"

namespace timbre::eval {
namespace {

/// Syllables of a buzz: four a second.
std::vector<float> speech_like(int rate_hz, double seconds) {
  std::vector<float> samples(static_cast<std::size_t>(rate_hz * seconds));
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const double t = static_cast<double>(i) / rate_hz;
    double value = 0;
    for (int harmonic = 1; harmonic <= 20; ++harmonic) {
      value += std::sin(2 * std::numbers::pi * (130 + 20 * std::sin(3 * t)) * harmonic * t) / harmonic;
    }
    const double syllable = std::sin(2 * std::numbers::pi * 2 * t);
    samples[i] = static_cast<float>(0.1 * value * syllable * syllable);
  }
  return samples;
}

std::vector<float> with_noise(std::vector<float> samples, double amplitude) {
  SeededRandom random(7);
  for (float& sample : samples) sample += static_cast<float>(amplitude * random.normal());
  return samples;
}

TEST(Stoi, GivesThePublishedValuesOfTranscodedSpeech) {
  TIMBRE_TEST_DATA(folder, "metrics/visqol");
  const auto clean = audio::decode_file(folder / "CA01_01.wav");
  const auto changed = audio::decode_file(folder / "transcoded_CA01_01.wav");
  ASSERT_TRUE(clean.ok() && changed.ok());
  const auto x = clean->audio.view().slice(0, 131'444);
  const auto y = changed->audio.view().slice(0, 131'444);
  EXPECT_NEAR(stoi(x, y).value(), 0.9230732455, 1e-8);
  EXPECT_NEAR(extended_stoi(x, y).value(), 0.8775864561, 1e-6);
}

TEST(Stoi, IsOneForTheSameSpeechAtAnyRateAndGain) {
  for (const int rate_hz : {8'000, 10'000, 16'000, 22'050, 44'100, 48'000}) {
    const auto speech = speech_like(rate_hz, 2);
    auto quiet = speech;
    for (float& sample : quiet) sample *= 0.1F;
    EXPECT_NEAR(stoi({rate_hz, speech}, {rate_hz, quiet}).value(), 1, 1e-6) << rate_hz;
    EXPECT_NEAR(extended_stoi({rate_hz, speech}, {rate_hz, quiet}).value(), 1, 1e-5) << rate_hz;
  }
}

TEST(Stoi, FallsAsNoiseGrows) {
  const auto speech = speech_like(16'000, 2);
  double before = 1;
  double extended_before = 1;
  for (const double amplitude : {0.003, 0.01, 0.03, 0.1, 0.3}) {
    const auto noisy = with_noise(speech, amplitude);
    const double now = stoi({16'000, speech}, {16'000, noisy}).value();
    const double extended_now = extended_stoi({16'000, speech}, {16'000, noisy}).value();
    EXPECT_LT(now, before) << amplitude;
    EXPECT_LT(extended_now, extended_before) << amplitude;
    before = now;
    extended_before = extended_now;
  }
  EXPECT_LT(before, 0.6);
}

TEST(Stoi, LeavesSilenceOut) {
  auto speech = speech_like(10'000, 2);
  auto noisy = with_noise(speech, 0.02);
  const double alone = stoi({10'000, speech}, {10'000, noisy}).value();
  speech.insert(speech.begin() + 10'000, 12'800, 0.0F);
  noisy.insert(noisy.begin() + 10'000, 12'800, 0.3F);
  EXPECT_NEAR(stoi({10'000, speech}, {10'000, noisy}).value(), alone, 0.02);
}

TEST(Stoi, RefusesWhatItIsNotDefinedFor) {
  const auto speech = speech_like(16'000, 2);
  const std::vector<float> silence(32'000);
  auto broken = speech;
  broken[5] = std::numeric_limits<float>::quiet_NaN();
  const audio::AudioView good(16'000, speech);
  const std::array<const float*, 2> both{speech.data(), speech.data()};
  const std::vector<std::pair<audio::AudioView, audio::AudioView>> pairs{
      {good, good.slice(0, 31'999)},
      {good, {8'000, speech}},
      {{500, speech}, {500, speech}},
      {good.slice(0, 0), good.slice(0, 0)},
      {good.slice(0, 1), good.slice(0, 1)},
      {good.slice(0, 5'000), good.slice(0, 5'000)},
      {good, {16'000, broken}},
      {{16'000, both, speech.size()}, {16'000, both, speech.size()}},
  };
  for (const auto& [clean, changed] : pairs) {
    const auto answer = stoi(clean, changed);
    ASSERT_FALSE(answer.ok());
    EXPECT_EQ(answer.error().kind, ErrorKind::InvalidInput);
  }
  // digital silence is all "loudest": its correlation is 0
  EXPECT_NEAR(stoi({16'000, silence}, {16'000, silence}).value(), 0, 1e-12);
}

}  // namespace
}  // namespace timbre::eval
