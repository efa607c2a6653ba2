#include "measure/plosives.h"

#include "gtest/gtest.h"

#include "audio/testing/signals.h"

namespace timbre::measure {
namespace {

/// Half a second of a 220 Hz voice, half a second of room tone, and so on.
audio::AudioBuffer talk(int rate_hz, double seconds) {
  auto audio = audio::white_noise(rate_hz, seconds, 0.0005, 2);
  const auto voice = audio::sine(rate_hz, seconds, 220.0, 0.1);
  for (std::size_t i = 0; i < audio.frame_count(); ++i) {
    if (i % static_cast<std::size_t>(rate_hz) < static_cast<std::size_t>(rate_hz) / 2) {
      audio.channel(0)[i] += voice.channel(0)[i];
    }
  }
  return audio;
}

void add_pop(audio::AudioBuffer& audio, double at_s, double length_s, double amplitude) {
  const int rate = audio.format().sample_rate_hz;
  const auto pop = audio::tapered(audio::sine(rate, length_s, 55.0, amplitude), length_s / 3.0);
  const auto at = static_cast<std::size_t>(at_s * rate);
  for (std::size_t i = 0; i < pop.frame_count(); ++i) audio.channel(0)[at + i] += pop.channel(0)[i];
}

// Property: pops of 80 ms as loud as the voice are counted and timed; the voice alone has none.
TEST(Plosives, PopsAreCountedAndTimed) {
  for (const int rate : {8000, 16000, 44100, 48000}) {
    auto audio = talk(rate, 6.0);
    EXPECT_EQ(measure_plosives(audio.view())->count.value, 0.0) << rate;
    for (const double at : {0.7, 2.75, 4.8}) add_pop(audio, at, 0.08, 0.3);
    const auto found = *measure_plosives(audio.view());
    EXPECT_EQ(found.count.value, 3.0) << rate;
    ASSERT_EQ(found.times.size(), 3U);
    EXPECT_NEAR(found.times[1].start_s, 2.75, 0.05);
  }
}

// Property: what stays is not a pop: a long rumble, a hum, a deep held note.
TEST(Plosives, LastingLowSoundsAreNotPops) {
  auto rumble = talk(48000, 4.0);
  add_pop(rumble, 1.5, 1.0, 0.3);
  EXPECT_EQ(measure_plosives(rumble.view())->count.value, 0.0);
  const auto hum = audio::mixed(talk(48000, 4.0), audio::sine(48000, 4.0, 50.0, 0.3));
  EXPECT_EQ(measure_plosives(hum.view())->count.value, 0.0);
  EXPECT_EQ(measure_plosives(audio::sine(48000, 3.0, 100.0, 0.3).view())->count.value, 0.0);
}

TEST(Plosives, SilenceShortAndEmpty) {
  EXPECT_EQ(measure_plosives(audio::silence(48000, 1.0).view())->count.value, 0.0);
  EXPECT_FALSE(measure_plosives(audio::silence(48000, 0.02).view())->count.value);
  EXPECT_FALSE(measure_plosives(audio::silence(48000, 0.0).view())->count.value);
}

}  // namespace
}  // namespace timbre::measure
