// Rung: definition (the mean of voiced frames stays, distances from it grow).
#include "voice/mel_contrast.h"

#include <gtest/gtest.h>

namespace timbre::voice {
namespace {

TEST(MelContrast, KeepsTheMeanOfVoicedFramesAndLengthensDistances) {
  VoiceFrames frames;
  frames.f0_hz = {100.0F, 100.0F, 0.0F};
  for (const float level : {-2.0F, -4.0F, -8.0F}) frames.log_mel.insert(frames.log_mel.end(), kMelBands, level);
  raise_contrast(frames, 1.5F);
  for (std::size_t b = 0; b < kMelBands; ++b) {
    EXPECT_FLOAT_EQ(frames.log_mel[b], -1.5F);
    EXPECT_FLOAT_EQ(frames.log_mel[kMelBands + b], -4.5F);
    EXPECT_FLOAT_EQ(frames.log_mel[2 * kMelBands + b], -10.5F);
  }
}

TEST(MelContrast, LeavesWhatHasNoVoice) {
  VoiceFrames frames;
  frames.f0_hz = {0.0F};
  frames.log_mel.assign(kMelBands, -3.0F);
  const auto before = frames.log_mel;
  raise_contrast(frames);
  EXPECT_EQ(frames.log_mel, before);
}

}  // namespace
}  // namespace timbre::voice
