#include "measure/speech_level.h"

#include <array>
#include <cmath>

#include "gtest/gtest.h"

#include "audio/testing/signals.h"
#include "dsp/decibel.h"
#include "measure/testing/speech_like.h"

namespace timbre::measure {
namespace {

/// P.56 method B as clause 8 writes it: every sample, every threshold.
ActiveSpeechLevel by_definition(std::span<const float> samples, int rate_hz) {
  const double g = std::exp(-1.0 / (rate_hz * 0.03));
  const auto hangover = static_cast<long>(std::lround(0.2 * rate_hz));
  std::array<double, 24> active{};
  std::array<long, 24> since{};
  since.fill(hangover);
  double p = 0.0, q = 0.0, squares = 0.0;
  for (const float x : samples) {
    squares += static_cast<double>(x) * x;
    p = g * p + (1.0 - g) * std::abs(x);
    q = g * q + (1.0 - g) * p;
    for (std::size_t j = 0; j < active.size(); ++j) {
      since[j] = q >= std::ldexp(1.0, static_cast<int>(j) - 23) ? 0 : since[j] + 1;
      if (since[j] <= hangover && active[j] + static_cast<double>(hangover) >= 0.0 && (since[j] == 0 || active[j] > 0))
        ++active[j];
    }
  }
  double before = 0.0, excess_before = 0.0;
  for (std::size_t j = 0; j < active.size(); ++j) {
    const double level = dsp::power_to_db(squares / active[j]);
    const double excess = level - dsp::amplitude_to_db(std::ldexp(1.0, static_cast<int>(j) - 23));
    if (excess <= 15.9) {
      const double settled = before + (level - before) * (excess_before - 15.9) / (excess_before - excess);
      const double mean = dsp::power_to_db(squares / static_cast<double>(samples.size()));
      return {settled, dsp::db_to_power(mean - settled), mean};
    }
    before = level;
    excess_before = excess;
  }
  return {};
}

// Definition: the meter's shortcuts (0.5 ms envelope, counted runs) against the standard's loop.
TEST(SpeechLevel, AgreesWithTheDefinition) {
  double most = 0.0;
  for (const int rate : {8000, 16000, 48000}) {
    for (const double level : {0.3, 0.01, 0.001}) {
      const auto take = speech_and_pauses(rate, 4, 0.7, level, level * 0.003);
      const auto found = measure_speech_level(take.view());
      const auto wanted = by_definition(take.channel(0), rate);
      ASSERT_TRUE(found.ok() && found->has_value());
      most = std::max(most, std::abs((*found)->level_dbfs - wanted.level_dbfs));
      EXPECT_NEAR((*found)->activity, wanted.activity, 0.01);
    }
  }
  RecordProperty("largest_difference_db", std::to_string(most));
  EXPECT_LT(most, 0.05);
}

// Standard: a steady tone is active all the time; half of it silent, the level stays and the activity is half (plus
// the hangover of each burst).
TEST(SpeechLevel, KeepsTheLevelWhenPausesComeIn) {
  const auto tone = audio::sine(16000, 4.0, 500.0, 0.1);
  const auto steady = measure_speech_level(tone.view());
  EXPECT_NEAR((*steady)->level_dbfs, dsp::power_to_db(0.005), 0.1);
  EXPECT_NEAR((*steady)->activity, 1.0, 0.02);
  const auto half = measure_speech_level(audio::concatenated(tone, audio::silence(16000, 4.0)).view());
  EXPECT_NEAR((*half)->level_dbfs, dsp::power_to_db(0.005), 0.4);
  EXPECT_NEAR((*half)->activity, 0.5, 0.05);
}

TEST(SpeechLevel, HasNoneForSilence) {
  EXPECT_FALSE(measure_speech_level(audio::silence(16000, 1.0).view())->has_value());
  EXPECT_FALSE(measure_speech_level(audio::silence(16000, 0.0).view())->has_value());
}

// Property: any chunking gives the same figure.
TEST(SpeechLevel, DoesNotDependOnChunks) {
  const auto take = speech_and_pauses(16000, 2, 0.5, 0.1, 0.001);
  const auto samples = take.channel(0);
  SpeechLevelMeter odd(16000);
  for (std::size_t i = 0; i < samples.size(); i += 37)
    odd.push(samples.subspan(i, std::min<std::size_t>(37, samples.size() - i)));
  EXPECT_EQ(odd.finish()->level_dbfs, (*measure_speech_level(take.view()))->level_dbfs);
}

}  // namespace
}  // namespace timbre::measure
