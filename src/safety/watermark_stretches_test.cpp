// Rung: exact.

#include "safety/watermark_stretches.h"

#include "gtest/gtest.h"

namespace timbre::safety {
namespace {

std::size_t count_of(double duration_s) {
  const std::vector<float> sound(static_cast<std::size_t>(duration_s * 8000), 0.1F);
  return SoundStretches(audio::AudioView(8000, sound)).count();
}

TEST(WatermarkStretches, EightPeriodsEachAndTheRestWithTheLast) {
  EXPECT_EQ(SoundStretches::start_s(0), 0.0);
  EXPECT_DOUBLE_EQ(SoundStretches::start_s(1), 16.384);
  EXPECT_EQ(count_of(0.01), 1U);
  EXPECT_EQ(count_of(16.4), 1U);
  EXPECT_EQ(count_of(24.0), 1U);
  EXPECT_EQ(count_of(25.0), 2U);
  EXPECT_EQ(count_of(60.0), 4U);
}

TEST(WatermarkStretches, EverySampleBelongsToOneStretch) {
  const std::vector<float> sound(70 * 16000, 0.1F);
  SoundStretches stretches(audio::AudioView(16000, sound));
  std::size_t rows = 0;
  for (std::size_t i = 0; i < stretches.count(); ++i) rows += stretches.spectrogram(i).rows - 1;
  EXPECT_EQ(rows, sound.size() / kFineHop);
}

TEST(WatermarkStretches, TheLoudestComeFirst) {
  std::vector<float> sound(66 * 16000, 0.01F);
  for (std::size_t i = 35 * 16000; i < 48 * 16000; ++i) sound[i] = 0.5F;  // in the third
  for (std::size_t i = 1000; i < 3000; ++i) sound[i] = 0.5F;              // in the first
  const SoundStretches stretches(audio::AudioView(16000, sound));
  const auto order = stretches.loudest(2);
  ASSERT_EQ(order.size(), 2U);
  EXPECT_EQ(order[0], 2U);
  EXPECT_EQ(order[1], 0U);
  EXPECT_EQ(stretches.loudest(99).size(), stretches.count());
}

}  // namespace
}  // namespace timbre::safety
