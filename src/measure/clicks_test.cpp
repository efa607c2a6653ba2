#include "measure/clicks.h"

#include "gtest/gtest.h"

#include "audio/testing/signals.h"

namespace timbre::measure {
namespace {

EventCount clicks_of(const audio::AudioBuffer& audio) { return *measure_clicks(audio.view()); }

// Definition: one sample 30 dB above white noise, at every rate, counted and timed to a block of 0.5 ms.
TEST(Clicks, SingleSamplesAreCountedAndTimed) {
  for (const int rate : {8000, 16000, 22050, 44100, 48000, 96000}) {
    auto noise = audio::white_noise(rate, 5.0, 0.003, 7);
    for (int k = 1; k <= 4; ++k) noise.channel(0)[static_cast<std::size_t>(k * rate + 5)] += 0.1F;
    const auto found = clicks_of(noise);
    EXPECT_EQ(found.count.value, 4.0) << rate;
    ASSERT_EQ(found.times.size(), 4U);
    for (std::size_t k = 0; k < 4; ++k) EXPECT_NEAR(found.times[k].start_s, static_cast<double>(k + 1), 0.001);
  }
}

// Property: a voice's pulses are as high as their neighbours, also at a creaky 27 Hz.
TEST(Clicks, GlottalPulsesAreNotClicks) {
  for (const double f0 : {27.0, 45.0, 80.0, 120.0, 220.0}) {
    auto voice = audio::white_noise(48000, 3.0, 0.0003, 5);
    SeededRandom random(8);
    for (double t = 0.1; t < 2.9; t += (1.0 + 0.1 * (random.uniform() - 0.5)) / f0) {
      const auto at = static_cast<std::size_t>(t * 48000);
      const double level = 0.3 * (0.5 + random.uniform());  // shimmer of ±5 dB
      for (std::size_t i = 0; i < 400; ++i) {
        const double s = static_cast<double>(i) / 48000.0;
        voice.channel(0)[at + i] +=
            static_cast<float>(level * std::exp(-s * 800.0) * std::sin(2.0 * std::numbers::pi * 1500.0 * s));
      }
    }
    EXPECT_LE(*clicks_of(voice).count.value, 2.0) << f0;  // the first and the last pulse stand alone on one side
  }
}

// Property: a burst of noise that lasts (a plosive, an s) is not a click; nor is the start of a take inside a wave.
TEST(Clicks, BurstsAndAbruptStartsAreNotClicks) {
  auto audio = audio::white_noise(48000, 2.0, 0.0003, 5);
  const auto burst = audio::white_noise(48000, 0.03, 0.1, 6);
  for (std::size_t i = 0; i < burst.frame_count(); ++i) audio.channel(0)[48000 + i] += burst.channel(0)[i];
  EXPECT_EQ(clicks_of(audio).count.value, 0.0);
  EXPECT_EQ(clicks_of(audio::sine(48000, 1.0, 200.0, 0.5, 1.0)).count.value, 0.0);
}

// Exact: any chunking gives the same events.
TEST(Clicks, AnyChunkingGivesTheSame) {
  auto noise = audio::white_noise(44100, 3.0, 0.003, 7);
  for (std::size_t i = 10000; i < noise.frame_count(); i += 17001) noise.channel(0)[i] = 0.2F;
  const auto whole = clicks_of(noise);
  ASSERT_GT(whole.times.size(), 3U);
  for (const std::size_t chunk : {1U, 7U, 997U, 50000U}) {
    ClickMeter meter(44100);
    for (std::size_t i = 0; i < noise.frame_count(); i += chunk) {
      meter.push(noise.channel(0).subspan(i, std::min(chunk, noise.frame_count() - i)));
    }
    EXPECT_EQ(meter.finish().times, whole.times) << chunk;
  }
}

TEST(Clicks, TheCountStaysExactWhenTheListEnds) {
  auto noise = audio::white_noise(8000, 150.0, 0.0003, 7);
  for (std::size_t i = 800; i + 800 < noise.frame_count(); i += 800) noise.channel(0)[i] = 0.5F;
  const auto found = clicks_of(noise);
  EXPECT_EQ(found.count.value, 1498.0);
  EXPECT_EQ(found.times.size(), kMaxEventsPerKind);
}

TEST(Clicks, SilenceShortAndEmpty) {
  EXPECT_EQ(clicks_of(audio::silence(48000, 1.0)).count.value, 0.0);
  EXPECT_FALSE(clicks_of(audio::silence(48000, 0.05)).count.value);
  EXPECT_FALSE(clicks_of(audio::silence(48000, 0.0)).count.value);
  EXPECT_FALSE(measure_clicks(audio::AudioView(0, {})).ok());
}

}  // namespace
}  // namespace timbre::measure
