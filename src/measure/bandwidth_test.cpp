#include "measure/bandwidth.h"

#include "gtest/gtest.h"

#include "audio/testing/signals.h"
#include "dsp/resample.h"

namespace timbre::measure {
namespace {

/// Noise that talks: 0.3 s on, 0.2 s at −40 dB of it.
std::vector<float> bursts(int rate_hz, double seconds) {
  auto noise = audio::white_noise(rate_hz, seconds, 0.1, 3);
  for (std::size_t i = 0; i < noise.frame_count(); ++i) {
    const double t = static_cast<double>(i) / rate_hz;
    if (t - 0.5 * std::floor(t / 0.5) > 0.3) noise.channel(0)[i] *= 0.01F;
  }
  return {noise.channel(0).begin(), noise.channel(0).end()};
}

Bandwidth measured(const std::vector<float>& samples, int rate_hz) {
  return *measure_bandwidth(audio::AudioView(rate_hz, samples));
}

// Property: full-band content reaches half the rate, and nothing is said against it.
TEST(Bandwidth, FullBandReachesNyquist) {
  for (const int rate : {8000, 11025, 16000, 22050, 44100, 48000, 96000}) {
    const auto found = measured(bursts(rate, 4.0), rate);
    EXPECT_EQ(found.bandwidth_hz.value, rate / 2.0);
    EXPECT_FALSE(found.upsampled);
    EXPECT_FALSE(found.lossy_low_pass_hz);
  }
}

// Property: content that came from a lower rate is found with its rate. soxr VHQ passes 91 … 100 % of the half rate.
TEST(Bandwidth, UpsampledContentIsFoundWithItsRate) {
  for (const int content : {8000, 11025, 16000, 22050, 24000}) {
    for (const int rate : {32000, 44100, 48000}) {
      const auto found = measured(dsp::resample(bursts(content, 4.0), content, rate), rate);
      ASSERT_TRUE(found.bandwidth_hz.value) << found.bandwidth_hz.why;
      EXPECT_NEAR(*found.bandwidth_hz.value, 0.955 * content / 2.0, 0.045 * content / 2.0 + 150.0);
      EXPECT_TRUE(found.upsampled);
      EXPECT_EQ(found.original_rate_hz, content);
    }
  }
}

TEST(Bandwidth, ACliffWhereCodecsCutIsALossyHint) {
  const auto found = measured(dsp::resample(bursts(32000, 4.0), 32000, 48000), 48000);
  ASSERT_TRUE(found.lossy_low_pass_hz);
  EXPECT_NEAR(*found.lossy_low_pass_hz, 15700.0, 400.0);
  EXPECT_FALSE(found.upsampled);
}

// Property: a click, which is white, does not widen a narrow recording, as long as fewer than 3 % of frames have one.
TEST(Bandwidth, ClicksDoNotWidenIt) {
  auto narrow = dsp::resample(bursts(8000, 4.0), 8000, 48000);
  for (std::size_t i = 24000; i < narrow.size(); i += 96000) narrow[i] = 1.0F;
  EXPECT_NEAR(*measured(narrow, 48000).bandwidth_hz.value, 3900.0, 300.0);
}

TEST(Bandwidth, NothingToJudgeIsSaid) {
  EXPECT_FALSE(measured({}, 48000).bandwidth_hz.value);
  EXPECT_FALSE(measured(std::vector<float>(48000), 48000).bandwidth_hz.value);
  EXPECT_FALSE(measured(std::vector<float>(48000, 0.3F), 48000).bandwidth_hz.value);
  EXPECT_FALSE(measured(bursts(48000, 0.1), 48000).bandwidth_hz.value);
  const auto steady = audio::white_noise(48000, 3.0, 0.1, 1);
  const auto found = *measure_bandwidth(steady.view());
  EXPECT_FALSE(found.bandwidth_hz.value);
  EXPECT_EQ(found.bandwidth_hz.why, "nothing rises above the steady noise");
}

TEST(Bandwidth, ChannelsAreJudgedAsTheirMeanAndSillyRatesAreRefused) {
  const audio::AudioBuffer mono(16000, bursts(16000, 2.0));
  EXPECT_EQ(measure_bandwidth(audio::stereo(mono, mono).view())->bandwidth_hz.value, 8000.0);
  EXPECT_EQ(measure_bandwidth(audio::AudioView(100, mono.channel(0))).error().kind, ErrorKind::InvalidInput);
}

}  // namespace
}  // namespace timbre::measure
