#include "measure/dc_offset.h"

#include <limits>

#include "gtest/gtest.h"

#include "audio/testing/signals.h"

namespace timbre::measure {
namespace {

// Rung "definition", 1e-7 (float samples): the constant that was added.
TEST(DcOffset, IsTheConstantAdded) {
  for (const float offset : {-0.25F, -0.001F, 0.0F, 0.01F}) {
    auto take = audio::sine(48000, 1.0, 440.0, 0.5);
    for (float& x : take.channel(0)) x += offset;
    EXPECT_NEAR(*measure_dc_offset(take.view())->value, offset, 1e-7);
  }
}

TEST(DcOffset, AnyChunkingGivesTheSameBits) {
  const auto take = audio::white_noise(44100, 1.0, 0.3, 1);
  const auto whole = *measure_dc_offset(take.view())->value;
  for (const std::size_t chunk : {1U, 7U, 1023U, 5000U}) {
    DcOffsetMeter meter(44100);
    for (std::size_t i = 0; i < take.frame_count(); i += chunk) meter.push(take.view().slice(i, chunk).channel(0));
    EXPECT_EQ(*meter.finish().value, whole) << chunk;
  }
}

TEST(DcOffset, SilenceIsZeroAndEmptyIsNothing) {
  EXPECT_EQ(*measure_dc_offset(audio::silence(48000, 0.1).view())->value, 0.0);
  const auto empty = measure_dc_offset(audio::AudioBuffer({48000, 1}, 0).view());
  EXPECT_FALSE(empty->value);
  EXPECT_EQ(empty->why, "the take is empty");
  const audio::AudioBuffer bad(48000, {0.0F, std::numeric_limits<float>::quiet_NaN()});
  EXPECT_EQ(measure_dc_offset(bad.view())->why, "the take has samples that are not numbers");
}

TEST(DcOffset, TakesTheChannelFurthestOff) {
  const audio::AudioBuffer a(48000, std::vector<float>(4800, 0.01F));
  const audio::AudioBuffer b(48000, std::vector<float>(4800, -0.02F));
  EXPECT_NEAR(*measure_dc_offset(audio::stereo(a, b).view())->value, -0.02, 1e-8);
}

}  // namespace
}  // namespace timbre::measure
