#include "measure/voice_activity.h"

#include "gtest/gtest.h"

namespace timbre::measure {
namespace {

TEST(VoiceActivity, SegmentsWorkedByHand) {
  const VoiceActivity activity{0.5, {0, 1, 1, 0, 1}};
  EXPECT_EQ(activity.segments(), (std::vector<TimeRange>{{0.5, 1.5}, {2.0, 2.5}}));
  EXPECT_EQ(activity.segments(0), (std::vector<TimeRange>{{0.0, 0.5}, {1.5, 2.0}}));
  EXPECT_DOUBLE_EQ(activity.speech_s(), 1.5);
  EXPECT_TRUE(VoiceActivity{}.segments().empty());
}

}  // namespace
}  // namespace timbre::measure
