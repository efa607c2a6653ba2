#include "measure/true_peak.h"

#include <cmath>
#include <cstdio>
#include <limits>
#include <numbers>

#include "gtest/gtest.h"

#include "audio/testing/signals.h"
#include "measure/testing/chunks.h"

namespace timbre::measure {
namespace {

using audio::AudioBuffer;

TruePeak true_peak_of(const AudioBuffer& take) {
  auto peak = measure_true_peak(take.view());
  EXPECT_TRUE(peak.ok());
  return std::move(peak).value();
}

// BS.1770-4 Annex 2 once more, tap by tap, without mirror symmetry, pieces or anything passed over.
double plainly_interpolated(std::span<const float> x, std::size_t phase_step) {
  constexpr double kTaps[4][12] = {
      {.0017089843750, .0109863281250, -.0196533203125, .0332031250000, -.0594482421875, .1373291015625, .9721679687500,
       -.1022949218750, .0476074218750, -.0266113281250, .0148925781250, -.0083007812500},
      {-.0291748046875, .0292968750000, -.0517578125000, .0891113281250, -.1665039062500, .4650878906250,
       .7797851562500, -.2003173828125, .1015625000000, -.0582275390625, .0330810546875, -.0189208984375},
      {-.0189208984375, .0330810546875, -.0582275390625, .1015625000000, -.2003173828125, .7797851562500,
       .4650878906250, -.1665039062500, .0891113281250, -.0517578125000, .0292968750000, -.0291748046875},
      {-.0083007812500, .0148925781250, -.0266113281250, .0476074218750, -.1022949218750, .9721679687500,
       .1373291015625, -.0594482421875, .0332031250000, -.0196533203125, .0109863281250, .0017089843750}};
  double peak = 0.0;
  for (std::size_t n = 0; n < x.size() + 11; ++n) {
    if (n < x.size()) peak = std::max(peak, std::abs(static_cast<double>(x[n])));
    for (std::size_t phase = 0; phase < 4; phase += phase_step) {
      double y = 0.0;
      for (std::size_t k = 0; k < 12; ++k) {
        if (n >= k && n - k < x.size()) y += kTaps[phase][k] * x[n - k];
      }
      peak = std::max(peak, std::abs(y));
    }
  }
  return peak;
}

// Rung "definition", 1e-5 dB (float): the fast kernel is the filter of the standard, at both oversamplings.
TEST(TruePeak, IsTheStandardsInterpolator) {
  double worst = 0.0;
  for (const int rate : {8000, 48000, 96000}) {
    for (const std::size_t count : {1U, 5U, 63U, 64U, 65U, 1023U, 1024U, 1025U, 30000U}) {
      const auto noise = audio::white_noise(rate, 4.0, 0.3, count);
      const AudioBuffer take(rate, std::vector<float>(noise.channel(0).begin(), noise.channel(0).begin() + count));
      const double wanted = 20.0 * std::log10(plainly_interpolated(take.channel(0), rate < 96000 ? 1 : 2));
      worst = std::max(worst, std::abs(true_peak_of(take).true_peak->value() - wanted));
    }
  }
  std::printf("largest difference from the plain form: %.1e dB\n", worst);
  EXPECT_LT(worst, 1e-5);
}

// Rung "definition": a sine between its samples, up to a quarter of the rate. The ripple is the standard's filter's
// own.
TEST(TruePeak, ReadsASineBetweenItsSamples) {
  double highest = 0.0, lowest = 0.0;
  for (const double share : {0.01, 0.05, 0.1, 0.15, 0.2, 0.25}) {  // of the rate
    for (double phase = 0.0; phase < std::numbers::pi; phase += 0.1) {
      const auto take = audio::tapered(audio::sine(48000, 0.1, 48000 * share, 0.5, phase), 0.01);
      const double error = true_peak_of(take).true_peak->value() - 20.0 * std::log10(0.5);
      highest = std::max(highest, error);
      lowest = std::min(lowest, error);
    }
  }
  std::printf("sines to a quarter of the rate: %+.3f to %+.3f dB\n", lowest, highest);
  EXPECT_LT(highest, 0.25);
  EXPECT_GT(lowest, -0.1);
}

TEST(TruePeak, IsNeverBelowTheSamplePeakNorClamped) {
  for (const int rate : {8000, 48000, 96000, 192000}) {
    const auto peak = true_peak_of(audio::white_noise(rate, 1.0, 1.5, 7));
    EXPECT_GE(peak.true_peak->value(), peak.sample_peak->value()) << rate;
    EXPECT_GT(peak.true_peak->value(), 10.0) << rate;
    if (rate == 192000) {
      EXPECT_EQ(peak.true_peak->value(), peak.sample_peak->value());
    }
  }
}

TEST(TruePeak, AnyChunkingGivesTheSameBits) {
  const auto take = audio::stereo(audio::white_noise(48000, 0.5, 0.1, 1), audio::sine(48000, 0.5, 12000, 0.4, 0.785));
  const auto whole = true_peak_of(take);
  for (const std::size_t chunk : {1U, 7U, 64U, 1023U, 5000U}) {
    const auto pieces = measured_in_chunks(TruePeakMeter(take.format()), take.view(), chunk);
    EXPECT_EQ(pieces.true_peak, whole.true_peak) << chunk;
    EXPECT_EQ(pieces.channels, whole.channels) << chunk;
  }
}

TEST(TruePeak, FollowsGainAndIgnoresPolarityAndDirection) {
  const auto take = audio::white_noise(48000, 1.0, 0.1, 9);
  const double plain = true_peak_of(take).true_peak->value();
  EXPECT_NEAR(true_peak_of(audio::scaled(take, 2.0)).true_peak->value() - plain, 20.0 * std::log10(2.0), 1e-6);
  EXPECT_EQ(true_peak_of(audio::scaled(take, -1.0)).true_peak->value(), plain);
  const AudioBuffer reversed(48000, std::vector<float>(take.channel(0).rbegin(), take.channel(0).rend()));
  EXPECT_NEAR(true_peak_of(reversed).true_peak->value(), plain, 1e-5);
}

TEST(TruePeak, SilenceAndEmptyHaveNoneOneFrameHas) {
  for (const auto& take : {AudioBuffer({48000, 2}, 0), audio::silence(48000, 1.0)}) {
    const auto peak = true_peak_of(take);
    EXPECT_FALSE(peak.true_peak || peak.sample_peak);
    EXPECT_EQ(peak.why, "digital silence");
  }
  EXPECT_EQ(true_peak_of(AudioBuffer(48000, {0.5F})).sample_peak->value(), 20.0 * std::log10(0.5));
  auto bad = audio::sine(48000, 0.1, 997, 0.5);
  bad.channel(0)[100] = std::numeric_limits<float>::quiet_NaN();
  EXPECT_FALSE(true_peak_of(bad).true_peak);
}

TEST(TruePeak, TakesTheHighestChannel) {
  const auto peak = true_peak_of(audio::stereo(audio::sine(48000, 0.1, 997, 0.25), audio::sine(48000, 0.1, 997, 0.5)));
  ASSERT_EQ(peak.channels.size(), 2U);
  EXPECT_NEAR(peak.channels[0], 0.25, 0.005);
  EXPECT_NEAR(peak.true_peak->value(), -6.02, 0.1);
}

}  // namespace
}  // namespace timbre::measure
