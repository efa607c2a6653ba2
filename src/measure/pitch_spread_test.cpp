#include "measure/pitch_spread.h"

#include <cmath>
#include <numbers>

#include "gtest/gtest.h"

namespace timbre::measure {
namespace {

/// Syllables of 18 frames with 6 unvoiced frames between, swinging around `median_hz` by ±`swing_st`.
PitchContour swinging(double median_hz, double swing_st, std::size_t count = 4800) {
  PitchContour contour{0.01, std::vector<float>(count, 0.0F)};
  for (std::size_t i = 0; i < count; ++i) {
    const double st = swing_st * std::sin(2.0 * std::numbers::pi * static_cast<double>(i) / 160.0);
    if (i % 24 < 18) contour.f0_hz[i] = static_cast<float>(median_hz * std::exp2(st / 12.0));
  }
  return contour;
}

// Definition rung: a sine of amplitude A has a deviation of A/√2 and P90 − P10 of 2·A·sin(0.4·π).
TEST(PitchSpread, OfASwing) {
  for (const double median_hz : {100.0, 230.0}) {
    const auto spread = measure_pitch_spread(swinging(median_hz, 3.0));
    EXPECT_NEAR(spread.median_hz.value.value(), median_hz, 0.01 * median_hz);
    EXPECT_NEAR(spread.spread_st.value.value(), 3.0 / std::numbers::sqrt2, 0.02);
    EXPECT_NEAR(spread.range_st.value.value(), 6.0 * std::sin(0.4 * std::numbers::pi), 0.1);
  }
}

// Property rung: men and women with the same melody in semitones are equally lively.
TEST(PitchSpread, DoesNotDependOnTheVoicesHeight) {
  EXPECT_NEAR(*measure_pitch_spread(swinging(105.0, 2.0)).spread_st.value,
              *measure_pitch_spread(swinging(210.0, 2.0)).spread_st.value, 1e-4);
  EXPECT_NEAR(*measure_pitch_spread(swinging(105.0, 0.0)).spread_st.value, 0.0, 1e-6);
}

TEST(PitchSpread, OctaveErrorsAndIslandsAreKeptOut) {
  const auto clean = measure_pitch_spread(swinging(120.0, 2.0));
  auto broken = swinging(120.0, 2.0);
  for (std::size_t i = 240; i < 250; ++i) broken.f0_hz[i] *= 2.0F;     // half a syllable an octave up
  for (std::size_t i = 1200; i < 1206; ++i) broken.f0_hz[i] /= 2.0F;   // and one down
  for (std::size_t i = 2418; i < 2421; ++i) broken.f0_hz[i] = 590.0F;  // 30 ms that touch the syllable before
  broken.f0_hz[3620] = 500.0F;                                         // an island of one frame
  const auto spread = measure_pitch_spread(broken);
  EXPECT_NEAR(*spread.spread_st.value, *clean.spread_st.value, 0.01);
  EXPECT_NEAR(*spread.range_st.value, *clean.range_st.value, 0.02);
  const auto cleaned = without_octave_errors(broken);
  EXPECT_EQ(cleaned.f0_hz[245], 0.0F);
  EXPECT_EQ(cleaned.f0_hz[1203], 0.0F);
  EXPECT_EQ(cleaned.f0_hz[2419], 0.0F);
  EXPECT_EQ(cleaned.f0_hz[3620], 0.0F);
}

TEST(PitchSpread, ARealSwingStays) {
  auto excited = swinging(120.0, 2.0);
  for (std::size_t i = 480; i < 540; ++i) excited.f0_hz[i] = 260.0F;  // 0.6 s shouted an octave higher
  for (std::size_t i = 960; i < 978; ++i) {                           // one syllable that glides up by 10 st
    excited.f0_hz[i] = 120.0F * std::exp2(static_cast<float>(i - 960) / 17.0F * 10.0F / 12.0F);
  }
  const auto kept = without_octave_errors(excited);
  EXPECT_EQ(kept.f0_hz, excited.f0_hz);
}

TEST(PitchSpread, TooLittleVoiceIsNoneAndSaysWhy) {
  EXPECT_EQ(measure_pitch_spread({}).median_hz.why, "no voiced speech");
  EXPECT_EQ(measure_pitch_spread(PitchContour{0.01, std::vector<float>(500, 0.0F)}).range_st.why, "no voiced speech");
  const auto brief = measure_pitch_spread(swinging(120.0, 2.0, 96));
  EXPECT_EQ(brief.spread_st.value, std::nullopt);
  EXPECT_EQ(brief.spread_st.why, "only 0.72 s of voiced speech; pitch needs 1.0 s");
  EXPECT_TRUE(measure_pitch_spread(PitchContour{0.01, std::vector<float>(100, 120.0F)}).spread_st.value);
}

TEST(PitchSpread, OutsideSpeechIsUnvoiced) {
  const PitchContour hum{0.01, std::vector<float>(6, 100.0F)};
  const VoiceActivity activity{0.02, {0, 1}};
  EXPECT_EQ(during_speech(hum, activity).f0_hz, (std::vector<float>{0, 0, 100, 100, 0, 0}));
  EXPECT_EQ(during_speech(hum, {}).f0_hz, std::vector<float>(6, 0.0F));
}

}  // namespace
}  // namespace timbre::measure
