#include "measure/sibilance.h"

#include "gtest/gtest.h"

#include "audio/testing/signals.h"

namespace timbre::measure {
namespace {

/// A second of voice in every 1.5 s, then 0.15 s of 6.5 kHz "s" of that amplitude.
audio::AudioBuffer talk_with_s(int rate_hz, double s_amplitude) {
  auto audio = audio::white_noise(rate_hz, 6.0, 0.0003, 2);
  const auto voice = audio::sine(rate_hz, 6.0, 200.0, 0.1);
  const auto s = audio::sine(rate_hz, 6.0, 6500.0, s_amplitude);
  for (std::size_t i = 0; i < audio.frame_count(); ++i) {
    const double t = static_cast<double>(i) / rate_hz;
    const double in_period = t - 1.5 * std::floor(t / 1.5);
    if (in_period < 1.0) audio.channel(0)[i] += voice.channel(0)[i];
    if (in_period > 1.05 && in_period < 1.2) audio.channel(0)[i] += s.channel(0)[i];
  }
  return audio;
}

// Property: 9 dB over the voice is sharp; 6 dB below it is an ordinary s.
TEST(Sibilance, SharpIsCountedAndOrdinaryIsNot) {
  for (const int rate : {16000, 22050, 44100, 48000}) {
    const auto sharp = *measure_sibilance(talk_with_s(rate, 0.28).view());
    EXPECT_EQ(sharp.count.value, 4.0) << rate;
    ASSERT_EQ(sharp.times.size(), 4U);
    EXPECT_NEAR(sharp.times[1].start_s, 2.55, 0.06);
    EXPECT_EQ(measure_sibilance(talk_with_s(rate, 0.05).view())->count.value, 0.0) << rate;
  }
}

TEST(Sibilance, LowRatesSilenceShortAndEmpty) {
  const auto low = *measure_sibilance(audio::silence(11025, 1.0).view());
  EXPECT_FALSE(low.count.value);
  EXPECT_NE(low.count.why.find("16 kHz"), std::string::npos);
  EXPECT_EQ(measure_sibilance(audio::silence(48000, 1.0).view())->count.value, 0.0);
  EXPECT_FALSE(measure_sibilance(audio::silence(48000, 0.02).view())->count.value);
  EXPECT_FALSE(measure_sibilance(audio::silence(48000, 0.0).view())->count.value);
}

}  // namespace
}  // namespace timbre::measure
