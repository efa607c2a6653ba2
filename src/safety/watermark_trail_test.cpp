// Rung: property.

#include "safety/watermark_trail.h"

#include "gtest/gtest.h"

#include "dsp/resample.h"
#include "safety/testing/speech_like.h"
#include "safety/watermark.h"

namespace timbre::safety {
namespace {

constexpr std::uint32_t kPayload = 77;

// Found in one stretch, at a speed that is not known to the last digit: over 60 s the offset wanders by more than a
// tile, and the trail goes with it.
TEST(WatermarkTrail, FollowsAMarkThroughStretchesAtAnotherSpeed) {
  const auto sound = speech_like(kMarkRateHz, 60.0, 1);
  const auto marked = embed_watermark(audio::AudioView(kMarkRateHz, sound), {}, kPayload);
  ASSERT_TRUE(marked.ok());
  const auto sped = dsp::resample(marked->channel(0), 10307, 10000);
  SoundStretches stretches(audio::AudioView(kMarkRateHz, sped));
  const WatermarkPattern pattern = make_watermark_pattern({});
  const SyncFinder finder(pattern);
  const SpeedPeak found = search_speeds(stretches.spectrogram(1), finder);
  const MarkedPart part = follow_mark(stretches, pattern, finder, found, 1);
  EXPECT_NEAR(part.begin_s, 0.0, 2.1);
  EXPECT_NEAR(part.end_s, 60.0 / 1.0307, 2.1);
  EXPECT_EQ(decode_payload(part.soft), kPayload);
}

}  // namespace
}  // namespace timbre::safety
