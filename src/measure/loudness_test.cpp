#include "measure/loudness.h"

#include <cmath>
#include <cstdio>
#include <limits>

#include "gtest/gtest.h"

#include "audio/testing/signals.h"
#include "measure/testing/chunks.h"

namespace timbre::measure {
namespace {

using audio::AudioBuffer;

Loudness loudness_of(const AudioBuffer& take) {
  auto loudness = measure_loudness(take.view());
  EXPECT_TRUE(loudness.ok());
  return std::move(loudness).value();
}

// Rung "property", exact: the bits do not depend on the chunks.
TEST(Loudness, AnyChunkingGivesTheSameBits) {
  for (const int rate : {11025, 48000}) {
    const auto take = audio::stereo(audio::white_noise(rate, 4.3, 0.1, 1), audio::white_noise(rate, 4.3, 0.05, 2));
    const Loudness whole = loudness_of(take);
    for (const std::size_t chunk : {1U, 7U, 479U, 480U, 4801U}) {
      const Loudness pieces = measured_in_chunks(LoudnessMeter(take.format()), take.view(), chunk);
      EXPECT_EQ(pieces.integrated, whole.integrated) << chunk;
      EXPECT_EQ(pieces.max_momentary, whole.max_momentary) << chunk;
      EXPECT_EQ(pieces.max_short_term, whole.max_short_term) << chunk;
      EXPECT_EQ(pieces.range, whole.range) << chunk;
      EXPECT_EQ(pieces.momentary_curve, whole.momentary_curve) << chunk;
    }
  }
}

// Rung "property", 1e-5 LU: a gain moves the three loudnesses by itself and the range not at all; polarity nothing.
TEST(Loudness, FollowsGainAndIgnoresPolarity) {
  auto take = audio::white_noise(44100, 3.0, 0.05, 3);
  take.append(audio::white_noise(44100, 6.0, 0.01, 4).view());
  const Loudness plain = loudness_of(take);
  const Loudness doubled = loudness_of(audio::scaled(take, 2.0));
  const Loudness flipped = loudness_of(audio::scaled(take, -1.0));
  const double gain = 20.0 * std::log10(2.0);
  EXPECT_NEAR(doubled.integrated->value() - plain.integrated->value(), gain, 1e-5);
  EXPECT_NEAR(doubled.max_momentary->value() - plain.max_momentary->value(), gain, 1e-5);
  EXPECT_NEAR(doubled.max_short_term->value() - plain.max_short_term->value(), gain, 1e-5);
  EXPECT_NEAR(doubled.range->value(), plain.range->value(), 1e-5);
  EXPECT_GT(plain.range->value(), 5.0);
  EXPECT_EQ(flipped.integrated, plain.integrated);
  EXPECT_EQ(flipped.range, plain.range);
}

// Rung "definition": mono counts once, two equal channels are 3.01 LU louder.
TEST(Loudness, CountsMonoOnce) {
  const auto mono = audio::sine(48000, 2.0, 997.0, 0.1);
  const double once = loudness_of(mono).integrated->value();
  EXPECT_NEAR(once, -23.01, 0.02);
  EXPECT_NEAR(loudness_of(audio::stereo(mono, mono)).integrated->value() - once, 10.0 * std::log10(2.0), 1e-6);
}

// Rung "standard", BS.1770-4 table 3, for every channel count.
TEST(Loudness, WeighsChannels) {
  const auto tone = audio::sine(48000, 1.0, 997.0, 0.1);
  const double once = loudness_of(tone).integrated->value();
  for (int count = 1; count <= 8; ++count) {
    for (int c = 0; c < count; ++c) {
      AudioBuffer take({48000, count}, tone.frame_count());
      std::copy(tone.channel(0).begin(), tone.channel(0).end(), take.channel(c).begin());
      const Loudness loudness = loudness_of(take);
      if (count == 6 && c == 3) {
        EXPECT_FALSE(loudness.integrated) << "the LFE counts nothing";
        continue;
      }
      const bool surround = count >= 4 && count <= 6 && c >= count - 2;
      EXPECT_NEAR(loudness.integrated->value() - once, surround ? 10.0 * std::log10(1.41) : 0.0, 1e-5)
          << "channel " << c << " of " << count;
    }
  }
}

TEST(Loudness, SilenceHasNoneAndSaysWhy) {
  const Loudness zeros = loudness_of(audio::silence(48000, 4.0));
  EXPECT_FALSE(zeros.integrated || zeros.max_momentary || zeros.max_short_term || zeros.range);
  EXPECT_EQ(zeros.integrated_why, "silence: no 400 ms block is louder than the absolute gate of -70 LUFS");
  EXPECT_EQ(zeros.max_momentary_why, "digital silence");
  EXPECT_EQ(zeros.momentary_curve.size(), 37U);
  EXPECT_EQ(zeros.momentary_curve.front(), kLoudnessCurveFloorLufs);

  const Loudness hiss = loudness_of(audio::white_noise(48000, 4.0, 1e-5, 1));  // −100 dBFS: a maximum, but no programme
  EXPECT_FALSE(hiss.integrated || hiss.range);
  ASSERT_TRUE(hiss.max_momentary);
  EXPECT_NEAR(hiss.max_momentary->value(), -98.0, 2.0);
}

TEST(Loudness, TooShortHasNoneAndSaysWhy) {
  for (const auto& take :
       {AudioBuffer({48000, 1}, 0), AudioBuffer({48000, 1}, 1), audio::sine(48000, 0.39, 997, 0.1)}) {
    const Loudness loudness = loudness_of(take);
    EXPECT_FALSE(loudness.integrated || loudness.max_momentary || loudness.max_short_term || loudness.range);
    EXPECT_EQ(loudness.integrated_why, "the take is shorter than 400 ms");
  }
  const Loudness second = loudness_of(audio::sine(48000, 0.4, 997, 0.1));
  EXPECT_TRUE(second.integrated && second.max_momentary);
  EXPECT_FALSE(second.max_short_term || second.range);
  EXPECT_EQ(second.range_why, "the take is shorter than 3 s");
}

TEST(Loudness, NonFiniteSamplesGiveNoReading) {
  for (const float bad : {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
    for (const std::size_t at : {0U, 24000U, 47999U}) {
      auto take = audio::sine(48000, 1.0, 997, 0.1);
      take.channel(0)[at] = bad;
      const Loudness loudness = loudness_of(take);
      EXPECT_FALSE(loudness.integrated || loudness.max_momentary);
      EXPECT_EQ(loudness.integrated_why, "the take has samples that are not numbers");
    }
  }
}

TEST(Loudness, RefusesAnUnknownFormat) {
  EXPECT_EQ(measure_loudness(audio::AudioView()).error().kind, ErrorKind::InvalidInput);
}

}  // namespace
}  // namespace timbre::measure
