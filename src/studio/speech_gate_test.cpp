// Rung: oracle, labelled material (docs/no-speech.md has the whole list): what people hear as speech, and what not.
#include "studio/speech_gate.h"

#include <cmath>
#include <gtest/gtest.h>
#include <numbers>
#include <random>

#include "audio/codec/decode.h"
#include "base/testing/test_data.h"
#include "dsp/resample.h"
#include "measure/channels.h"

namespace timbre::studio {
namespace {

constexpr int kRateHz = 16000;
using Samples = std::vector<float>;

GatedSpeech gate(const Samples& samples) {
  auto spill = SampleSpill::create();
  EXPECT_TRUE(spill.ok() && spill->append(samples).ok());
  auto found = find_speech(*spill, {});
  EXPECT_TRUE(found.ok());
  return *found;
}

Samples load(const std::filesystem::path& path) {
  const auto decoded = audio::decode_file(path);
  EXPECT_TRUE(decoded.ok()) << path;
  if (!decoded.ok()) return {};
  const auto mono = measure::analysis_signal(decoded->audio.view());
  return dsp::resample(mono.channel(0), mono.view().sample_rate_hz(), kRateHz, dsp::ResampleQuality::Analysis);
}

Samples white_noise(std::size_t count, unsigned seed) {
  std::mt19937 random(seed);
  std::normal_distribution<float> normal(0.0F, 0.1F);
  Samples samples(count);
  for (float& x : samples) x = normal(random);
  return samples;
}

double power_of(const Samples& samples) {
  double sum = 0.0;
  for (const float x : samples) sum += static_cast<double>(x) * x;
  return sum / static_cast<double>(samples.size());
}

/// Tones of `harmonics` partials that die away, one after the other: a plucked string.
Samples plucked(const std::vector<double>& notes_hz, double each_s) {
  Samples samples;
  const auto count = static_cast<int>(each_s * kRateHz);
  for (const double hz : notes_hz) {
    for (int i = 0; i < count; ++i) {
      const double t_s = static_cast<double>(i) / kRateHz;
      double sum = 0.0;
      for (int k = 1; k <= 8; ++k) sum += std::sin(2.0 * std::numbers::pi * hz * k * t_s) / k;
      samples.push_back(static_cast<float>(0.1 * sum * std::exp(-4.0 * t_s)));
    }
  }
  return samples;
}

TEST(SpeechGate, NothingToHearInSilenceTonesAndNoise) {
  const std::size_t count = 10U * kRateHz;
  EXPECT_TRUE(gate({}).stretches.empty());
  EXPECT_TRUE(gate(Samples(1, 0.5F)).stretches.empty());
  EXPECT_TRUE(gate(Samples(count, 0.0F)).stretches.empty());
  EXPECT_TRUE(gate(Samples(count, 0.3F)).stretches.empty());
  EXPECT_TRUE(gate(white_noise(count, 1)).stretches.empty());
  Samples hum(count);
  for (std::size_t i = 0; i < count; ++i)
    hum[i] = i / 20000 % 2 == 0 ? std::sin(static_cast<float>(i) * 0.0196F) : 0.0F;
  EXPECT_TRUE(gate(hum).stretches.empty());
}

TEST(SpeechGate, NothingToHearInBurstsAndTunes) {
  Samples bursts = white_noise(15U * kRateHz, 2);
  for (std::size_t i = 0; i < bursts.size(); ++i)
    if (i / 3200 % 3 != 0) bursts[i] *= 0.01F;
  EXPECT_TRUE(gate(bursts).stretches.empty());
  std::vector<double> notes;
  for (int i = 0; i < 60; ++i) notes.push_back(220.0 * std::pow(2.0, (i * 7 % 12) / 12.0));
  EXPECT_TRUE(gate(plucked(notes, 0.2)).stretches.empty());
}

TEST(SpeechGate, NothingToHearInRoomsAndMusic) {
  TIMBRE_TEST_DATA(noise, "noise");
  for (const auto& path : test_data_clips("noise")) EXPECT_TRUE(gate(load(path)).stretches.empty()) << path;
  TIMBRE_TEST_DATA(music, "metrics/visqol");
  for (const char* name : {"castanets48_stereo", "contrabassoon48_stereo", "glock48_stereo", "guitar48_stereo",
                           "strauss48_stereo", "guitar48_stereo_64kbps_aac", "contrabassoon48_stereo_24kbps_aac"})
    EXPECT_TRUE(gate(load(music / (std::string(name) + ".wav"))).stretches.empty()) << name;
}

TEST(SpeechGate, EverySpeakerIsHeardAlsoInWhiteNoiseAtTenDecibels) {
  TIMBRE_TEST_DATA(speech, "speech");
  unsigned seed = 0;
  for (const auto& path : test_data_clips("speech")) {
    Samples samples = load(path);
    EXPECT_FALSE(gate(samples).stretches.empty()) << path;
    const Samples noise = white_noise(samples.size(), ++seed);
    const auto gain = static_cast<float>(std::sqrt(power_of(samples) / power_of(noise) / 10.0));
    for (std::size_t i = 0; i < samples.size(); ++i) samples[i] += gain * noise[i];
    EXPECT_FALSE(gate(samples).stretches.empty()) << path << " in noise";
  }
}

TEST(SpeechGate, MusicAfterSpeechIsNotHeard) {
  TIMBRE_TEST_DATA(speech, "speech/jfk.wav");
  TIMBRE_TEST_DATA(music, "metrics/visqol/guitar48_stereo.wav");
  Samples take = load(speech);
  const double speech_s = static_cast<double>(take.size()) / kRateHz;
  take.insert(take.end(), 3U * kRateHz, 0.0F);
  const Samples guitar = load(music);
  take.insert(take.end(), guitar.begin(), guitar.end());
  const auto found = gate(take);
  ASSERT_FALSE(found.stretches.empty());
  for (const auto& stretch : found.stretches) EXPECT_LT(stretch.end_s, speech_s + 1.0);
}

TEST(SpeechGate, StopsWhenTold) {
  auto spill = SampleSpill::create();
  ASSERT_TRUE(spill.ok() && spill->append(white_noise(kRateHz, 3)).ok());
  const CancelToken cancel;
  cancel.cancel();
  const auto found = find_speech(*spill, cancel);
  ASSERT_FALSE(found.ok());
  EXPECT_EQ(found.error().kind, ErrorKind::Cancelled);
}

}  // namespace
}  // namespace timbre::studio
