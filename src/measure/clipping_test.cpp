#include "measure/clipping.h"

#include <cmath>
#include <cstdio>

#include "gtest/gtest.h"

#include "audio/testing/signals.h"
#include "base/testing/test_data.h"
#include "measure/take_measurements.h"
#include "measure/testing/chunks.h"
#include "measure/testing/clip.h"

namespace timbre::measure {
namespace {

using audio::AudioBuffer;

Clipping clipping_of(const AudioBuffer& take) {
  auto clipping = measure_clipping(take.view());
  EXPECT_TRUE(clipping.ok());
  return std::move(clipping).value();
}

struct Cut {
  AudioBuffer audio;
  double share_percent;
};

// Hard clipping at ±limit, and the share of samples that are at the limit then.
Cut cut_at(AudioBuffer audio, float limit) {
  std::size_t count = 0;
  for (float& x : audio.channel(0)) {
    if (std::fabs(x) < limit) continue;
    ++count;
    x = std::copysign(limit, x);
  }
  return {audio, 100.0 * static_cast<double>(count) / static_cast<double>(audio.frame_count())};
}

Cut cut_share(const AudioBuffer& audio, double share) {
  std::vector<float> sorted;
  for (const float x : audio.channel(0)) sorted.push_back(std::fabs(x));
  const auto at = sorted.begin() + static_cast<std::ptrdiff_t>((1.0 - share) * static_cast<double>(sorted.size()));
  std::nth_element(sorted.begin(), at, sorted.end());
  return cut_at(audio, *at);
}

AudioBuffer in_16_bits(AudioBuffer audio) {
  for (float& x : audio.channel(0)) x = std::clamp(std::round(x * 32768.0F), -32768.0F, 32767.0F) / 32768.0F;
  return audio;
}

AudioBuffer shifted(AudioBuffer audio, float offset) {
  for (float& x : audio.channel(0)) x += offset;
  return audio;
}

// Pink by adding octaves of held white noise (Voss).
AudioBuffer pink_noise(int rate_hz, double seconds, double amplitude) {
  AudioBuffer out = audio::silence(rate_hz, seconds);
  SeededRandom random(11);
  std::array<double, 12> rows{};
  for (std::size_t i = 0; i < out.frame_count(); ++i) {
    double sum = 0.0;
    for (std::size_t k = 0; k < rows.size(); ++k) {
      if (i % (std::size_t{1} << k) == 0) rows[k] = random.normal();
      sum += rows[k];
    }
    out.channel(0)[i] = static_cast<float>(amplitude * sum);
  }
  return out;
}

// Rung "property": no sine is clipping, whatever its frequency, phase, level, rate and resolution.
TEST(Clipping, FindsNoneOnSines) {
  for (const int rate : {8000, 16000, 44100, 48000, 192000}) {
    for (double hz = 20.0; hz <= rate / 2.2; hz *= 1.19) {
      for (const double phase : {0.0, 0.785398163, 1.3}) {
        const auto sine = audio::sine(rate, 1.0, hz, 1.0, phase);
        EXPECT_EQ(clipping_of(sine).event_count, 0U) << hz << " Hz at " << rate;
        EXPECT_EQ(clipping_of(in_16_bits(audio::scaled(sine, 0.999))).event_count, 0U) << hz << " Hz at " << rate;
        EXPECT_EQ(clipping_of(in_16_bits(audio::scaled(sine, 0.01))).event_count, 0U) << hz << " Hz at " << rate;
      }
    }
    for (const double share : {1.0 / 3, 1.0 / 4, 1.0 / 6, 1.0 / 8, 1.0 / 12, 1.0 / 100, 1.0 / 2.2}) {
      EXPECT_EQ(clipping_of(audio::sine(rate, 1.0, rate * share, 1.0, std::acos(0.0) / 2)).event_count, 0U) << share;
    }
  }
}

TEST(Clipping, FindsNoneOnSilenceDcAndNoise) {
  EXPECT_EQ(clipping_of(audio::silence(48000, 1.0)).event_count, 0U);
  EXPECT_EQ(clipping_of(shifted(audio::silence(48000, 1.0), 0.5F)).event_count, 0U);
  EXPECT_EQ(clipping_of(AudioBuffer({48000, 2}, 0)).share_percent, 0.0);
  EXPECT_EQ(clipping_of(AudioBuffer(48000, {1.0F})).event_count, 0U);
  for (const double level : {0.2, 0.01, 0.001, 0.0001}) {
    const auto white = audio::white_noise(48000, 10.0, level, 21);
    const auto pink = pink_noise(48000, 10.0, level / 3.5);
    EXPECT_EQ(clipping_of(white).event_count, 0U) << level;
    EXPECT_EQ(clipping_of(pink).event_count, 0U) << level;
    EXPECT_EQ(clipping_of(in_16_bits(white)).event_count, 0U) << level;
    EXPECT_EQ(clipping_of(in_16_bits(pink)).event_count, 0U) << level;
  }
  auto pulses = audio::silence(48000, 1.0);  // the zero line between one-sided pulses is no ceiling
  for (std::size_t i = 5000; i < 40000; i += 5000) pulses.channel(0)[i] = 0.9F;
  EXPECT_EQ(clipping_of(pulses).event_count, 0U);
}

TEST(Clipping, FindsNoneOnCleanSpeech) {
  TIMBRE_TEST_DATA(folder, "speech");
  for (const auto& path : test_data_clips("speech")) {
    TIMBRE_TEST_CLIP(clip, path);
    const Clipping clipping = clipping_of(clip);
    EXPECT_EQ(clipping.event_count, 0U) << path;
    EXPECT_EQ(clipping.share_percent, 0.0) << path;
  }
}

// A naive square wave is what endless clipping makes, and is reported so.
TEST(Clipping, CallsASquareWaveClipped) {
  auto square = audio::sine(48000, 1.0, 441.0, 1.0, 0.1);
  for (float& x : square.channel(0)) x = std::copysign(0.5F, x);
  EXPECT_NEAR(clipping_of(square).share_percent, 100.0, 1e-9);
}

// Rung "property": the level afterwards, a DC shift and 16 bits do not change what is found.
TEST(Clipping, FindsACutSineAtAnyLevel) {
  for (const auto& [db, hz] : {std::pair{1.0, 440.0}, {3.0, 440.0}, {6.0, 440.0}, {3.0, 1000.0}, {6.0, 1000.0}}) {
    const auto cut = cut_at(audio::sine(48000, 1.0, hz, 1.0), static_cast<float>(std::pow(10.0, -db / 20.0)));
    const Clipping plain = clipping_of(cut.audio);
    EXPECT_NEAR(plain.share_percent, cut.share_percent, 0.5);
    EXPECT_GT(plain.event_count, 0U);
    for (const auto& variant :
         {audio::scaled(cut.audio, std::pow(10.0, -0.3)), audio::scaled(cut.audio, 0.1), audio::scaled(cut.audio, 1.1),
          audio::scaled(cut.audio, -1.0), in_16_bits(audio::scaled(cut.audio, 0.1)), shifted(cut.audio, 0.05F)}) {
      const Clipping other = clipping_of(variant);
      EXPECT_EQ(other.event_count, plain.event_count);
      EXPECT_EQ(other.events, plain.events);
      EXPECT_NEAR(other.share_percent, plain.share_percent, 0.5);
    }
  }
}

// Rung "definition": the share we cut ourselves, within 1 % of itself, or a tenth of a per cent of the take.
TEST(Clipping, FindsTheShareCutFromSpeech) {
  TIMBRE_TEST_DATA(folder, "speech");
  double worst = 0.0, worst_quiet = 0.0;
  for (const auto& path : test_data_clips("speech")) {
    TIMBRE_TEST_CLIP(clip, path);
    for (const double share : {0.01, 0.05, 0.35}) {
      const auto cut = cut_share(clip, share);
      const double found = clipping_of(audio::scaled(cut.audio, 0.1)).share_percent;
      worst = std::max(worst, std::abs(found - cut.share_percent));
      EXPECT_NEAR(found, cut.share_percent, 0.1) << path << " " << share;

      // Through 16 bits, where the cut peak still has 1000 steps or more.
      const double gain = 0.1;
      const auto coarse = in_16_bits(audio::scaled(cut.audio, gain));
      if (*std::max_element(coarse.channel(0).begin(), coarse.channel(0).end()) < 1000.0F / 32768.0F) continue;
      const double in_steps = clipping_of(coarse).share_percent;
      worst_quiet = std::max(worst_quiet, std::abs(in_steps - cut.share_percent));
      EXPECT_NEAR(in_steps, cut.share_percent, 0.5) << path << " " << share;
    }
  }
  std::printf("share of speech cut at 1, 5 and 35 %%: off by at most %.3f after x0.1, %.3f in 16 bits\n", worst,
              worst_quiet);
}

TEST(Clipping, FindsTheRailsOf16Bits) {
  auto loud = audio::sine(44100, 0.5, 300.0, 1.4);
  const auto truth = cut_at(loud, 1.0F);
  EXPECT_NEAR(clipping_of(in_16_bits(loud)).share_percent, truth.share_percent, 1.0);
}

TEST(Clipping, LooksAtEveryChannelAndPolarityAlone) {
  const auto clean = audio::sine(48000, 1.0, 440.0, 0.9);
  auto one_sided = audio::sine(48000, 1.0, 440.0, 0.9);
  for (float& x : one_sided.channel(0)) x = std::min(x, 0.5F);
  const Clipping alone = clipping_of(one_sided);
  EXPECT_GT(alone.share_percent, 20.0);
  const Clipping pair = clipping_of(audio::stereo(clean, one_sided));
  EXPECT_EQ(pair.clipped_sample_count, alone.clipped_sample_count);
  EXPECT_EQ(pair.events, alone.events);
  EXPECT_NEAR(pair.share_percent, alone.share_percent / 2.0, 1e-9);
}

TEST(Clipping, TellsWhen) {
  auto take = audio::sine(48000, 3.0, 200.0, 0.3);
  for (std::size_t i = 48000; i < 52800; ++i) {  // 1.0 … 1.1 s
    float& x = take.channel(0)[i];
    x = std::clamp(3.0F * x, -0.5F, 0.5F);
  }
  const Clipping clipping = clipping_of(take);
  ASSERT_EQ(clipping.event_count, 1U);
  EXPECT_NEAR(clipping.events[0].start_s, 1.0, 0.003);
  EXPECT_NEAR(clipping.events[0].end_s, 1.1, 0.003);
}

TEST(Clipping, CountsExactlyWhatTheListCannotHold) {
  auto take = audio::silence(48000, 60.0);
  const auto burst = cut_at(audio::sine(48000, 0.005, 200.0, 1.0), 0.5F);
  for (std::size_t i = 0; i < 1500; ++i) {
    std::copy(burst.audio.channel(0).begin(), burst.audio.channel(0).end(),
              take.channel(0).begin() + static_cast<std::ptrdiff_t>(100 + i * 1920));
  }
  const Clipping clipping = clipping_of(take);
  EXPECT_EQ(clipping.event_count, 1500U);
  EXPECT_EQ(clipping.events.size(), kMaxEventsPerKind);
}

// A limiter's round corners: not seen while gentle, seen once it is as good as a cut. The border is stated, not judged.
TEST(Clipping, SoftClippingIsSeenOnlyWhenHard) {
  const auto soft = [](double drive) {
    auto sine = audio::sine(48000, 1.0, 300.0, drive);
    for (float& x : sine.channel(0)) x = std::tanh(x);
    return clipping_of(sine).share_percent;
  };
  std::printf("tanh drive 1, 2, 3, 5, 8: %.1f %.1f %.1f %.1f %.1f %%\n", soft(1), soft(2), soft(3), soft(5), soft(8));
  EXPECT_EQ(soft(1.0), 0.0);
  EXPECT_EQ(soft(2.0), 0.0);
  EXPECT_GT(soft(8.0), 10.0);
}

TEST(Clipping, AnyChunkingGivesTheSame) {
  for (const float limit : {0.12F, 10.0F}) {
    const auto take = cut_at(audio::white_noise(48000, 1.0, 0.1, 5), limit).audio;
    const Clipping whole = clipping_of(take);
    for (const std::size_t chunk : {1U, 7U, 255U, 257U, 10000U}) {
      const Clipping pieces = measured_in_chunks(ClippingMeter(take.format()), take.view(), chunk);
      EXPECT_EQ(pieces.clipped_sample_count, whole.clipped_sample_count) << chunk;
      EXPECT_EQ(pieces.events, whole.events) << chunk;
    }
  }
}

}  // namespace
}  // namespace timbre::measure
