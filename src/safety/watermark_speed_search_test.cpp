// Rung: property.

#include "safety/watermark_speed_search.h"

#include "gtest/gtest.h"

#include "dsp/resample.h"
#include "safety/testing/speech_like.h"
#include "safety/watermark.h"

namespace timbre::safety {
namespace {

TEST(WatermarkSpeedSearch, FindsTapeSpeedsToATenthOfAPercentAndCountsWhatItTried) {
  const auto sound = speech_like(kMarkRateHz, 8.0, 1);
  const auto marked = embed_watermark(audio::AudioView(kMarkRateHz, sound), {}, 5);
  ASSERT_TRUE(marked.ok());
  const SyncFinder finder(make_watermark_pattern({}));
  for (const int per_mille : {905, 967, 1033, 1095}) {
    const auto sped = dsp::resample(marked->channel(0), per_mille, 1000);
    const std::vector<std::span<const float>> channels = {sped};
    const SpeedPeak found = search_speeds(fine_spectrogram(channels), finder);
    EXPECT_GT(found.peak.z, 8.0) << per_mille;
    EXPECT_NEAR(found.speed.tempo, per_mille / 1000.0, 0.0006);
    EXPECT_NEAR(found.speed.pitch, per_mille / 1000.0, 0.0101);
    EXPECT_EQ(found.tried, (21U * 10 + 190 + 5) * kOffsets);
  }
}

}  // namespace
}  // namespace timbre::safety
