#include "measure/pauses.h"

#include <algorithm>

#include "gtest/gtest.h"

namespace timbre::measure {
namespace {

/// Alternating speech and silence, starting with speech, in frames of 10 ms.
VoiceActivity alternating(const std::vector<int>& frames) {
  VoiceActivity activity{0.01, {}};
  std::uint8_t is_speech = 1;
  for (const int count : frames) {
    activity.is_speech.insert(activity.is_speech.end(), static_cast<std::size_t>(count), is_speech);
    is_speech = is_speech == 1 ? 0 : 1;
  }
  return activity;
}

VoiceActivity padded(VoiceActivity activity, std::size_t before, std::size_t after) {
  activity.is_speech.insert(activity.is_speech.begin(), before, 0);
  activity.is_speech.insert(activity.is_speech.end(), after, 0);
  return activity;
}

// Exact rung: 10 s between first and last speech with pauses of 0.3, 0.5, 2 and 0.25 s; 0.24 s is not one.
TEST(Pauses, WorkedByHand) {
  const auto pauses = measure_pauses(alternating({200, 30, 150, 50, 100, 200, 100, 25, 100, 24, 21}));
  EXPECT_NEAR(pauses.per_minute.value.value(), 24.0, 1e-9);
  EXPECT_NEAR(pauses.median_s.value.value(), 0.4, 1e-9);
  EXPECT_NEAR(pauses.longest_s.value.value(), 2.0, 1e-9);
}

// Property rung: rounding of the times leaves 1e-9.
TEST(Pauses, PaddingChangesNothing) {
  const auto take = alternating({300, 40, 300, 80, 300});
  const auto bare = measure_pauses(take);
  const auto with_silence = measure_pauses(padded(take, 517, 1234));
  EXPECT_NEAR(*bare.per_minute.value, *with_silence.per_minute.value, 1e-9);
  EXPECT_NEAR(*bare.median_s.value, *with_silence.median_s.value, 1e-9);
  EXPECT_NEAR(*bare.longest_s.value, *with_silence.longest_s.value, 1e-9);
}

TEST(Pauses, NoPauseIsZeroPerMinuteAndNoMedian) {
  const auto pauses = measure_pauses(padded(alternating({500, 20, 500}), 100, 100));
  EXPECT_EQ(pauses.per_minute.value, 0.0);
  EXPECT_EQ(pauses.median_s.value, std::nullopt);
  EXPECT_EQ(pauses.median_s.why, "no pause longer than 0.25 s");
  EXPECT_EQ(pauses.longest_s.why, pauses.median_s.why);
}

TEST(Pauses, NoSpeechAndTooShort) {
  EXPECT_EQ(measure_pauses({}).per_minute.why, "no speech");
  EXPECT_EQ(measure_pauses(VoiceActivity{0.01, std::vector<std::uint8_t>(1000, 0)}).longest_s.why, "no speech");
  const auto brief = measure_pauses(alternating({100, 50, 100}));
  EXPECT_EQ(brief.per_minute.value, std::nullopt);
  EXPECT_FALSE(brief.per_minute.why.empty());
  EXPECT_NEAR(brief.longest_s.value.value(), 0.5, 1e-9);
}

TEST(Pauses, TheLimitIsAnOption) {
  const auto take = alternating({300, 15, 300});
  EXPECT_EQ(measure_pauses(take).per_minute.value, 0.0);
  EXPECT_NEAR(measure_pauses(take, {.least_pause_s = 0.15}).longest_s.value.value(), 0.15, 1e-9);
}

}  // namespace
}  // namespace timbre::measure
