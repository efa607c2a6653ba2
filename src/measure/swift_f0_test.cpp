// Rung: exact. With the network: tests/golden/networks_test.cpp.
#include "measure/swift_f0.h"

#include <cmath>

#include "gtest/gtest.h"

namespace timbre::measure {
namespace {

PitchContour steady(std::size_t frames, float f0_hz) { return {0.01, std::vector<float>(frames, f0_hz)}; }
NetworkPitch heard(std::size_t frames, float f0_hz) { return {0.016, 0.008, std::vector<float>(frames, f0_hz)}; }

TEST(SwiftF0, ComparesWhereBothHearAVoice) {
  NetworkPitch network = heard(60, 100.0F);
  network.f0_hz[0] = 0.0F;
  const auto same = compare_pitch(network, steady(100, 100.0F));
  ASSERT_TRUE(same.has_value());
  EXPECT_DOUBLE_EQ(same->difference_st, 0.0);
  EXPECT_DOUBLE_EQ(same->agree_percent, 100.0);
  EXPECT_DOUBLE_EQ(same->f0_median_hz, 100.0);
}

TEST(SwiftF0, AnOctaveIsSeen) {
  const auto octave = compare_pitch(heard(60, 200.0F), steady(100, 100.0F));
  ASSERT_TRUE(octave.has_value());
  EXPECT_NEAR(octave->difference_st, 12.0, 1e-9);
  EXPECT_DOUBLE_EQ(octave->agree_percent, 0.0);
}

TEST(SwiftF0, TooLittleVoiceIsNoComparison) {
  EXPECT_FALSE(compare_pitch(heard(60, 100.0F), steady(100, 0.0F)).has_value());
  EXPECT_FALSE(compare_pitch(heard(kPitchLeastFrames - 1, 100.0F), steady(100, 100.0F)).has_value());
  EXPECT_TRUE(compare_pitch(heard(kPitchLeastFrames, 100.0F), steady(100, 100.0F)).has_value());
}

}  // namespace
}  // namespace timbre::measure
