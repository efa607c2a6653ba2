#include "audio/audio_buffer.h"

#include "gtest/gtest.h"

#include "audio/testing/signals.h"

namespace timbre::audio {
namespace {

TEST(AudioFormat, ChecksRateAndChannels) {
  EXPECT_TRUE(check_format({8000, 1}).ok());
  EXPECT_TRUE(check_format({192000, 8}).ok());
  EXPECT_FALSE(check_format({7999, 1}).ok());
  EXPECT_FALSE(check_format({48000, 9}).ok());
  EXPECT_NE(check_format({0, 1}).error().message.find("8000"), std::string::npos);
}

TEST(AudioBuffer, AppendsAndSlices) {
  AudioBuffer buffer({16000, 2}, 0);
  const AudioBuffer block = stereo(ramp(16000, 10), ramp(16000, 10));
  buffer.append(block.view());
  buffer.append(block.view());
  ASSERT_EQ(buffer.frame_count(), 20U);
  const AudioView part = buffer.view().slice(9, 3);
  ASSERT_EQ(part.frame_count(), 3U);
  EXPECT_EQ(part.channel(1)[0], 9.0F);
  EXPECT_EQ(part.channel(1)[1], 0.0F);
  EXPECT_EQ(buffer.view().slice(19, 100).frame_count(), 1U);
  EXPECT_TRUE(buffer.view().slice(50, 1).empty());
}

}  // namespace
}  // namespace timbre::audio
