#include "dsp/wsola.h"

#include "gtest/gtest.h"

#include "audio/testing/signals.h"

namespace timbre::dsp {
namespace {

int zero_crossings(std::span<const float> x) {
  int count = 0;
  for (std::size_t i = 1; i < x.size(); ++i) count += (x[i - 1] < 0.0F) != (x[i] < 0.0F) ? 1 : 0;
  return count;
}

TEST(ChangeTempo, ChangesLengthAndKeepsPitchAndLevel) {
  const auto in = audio::sine(16000, 2.0, 200.0, 0.5);
  for (const double speed : {0.8, 1.0, 1.25, 1.5}) {
    const auto out = change_tempo(in.channel(0), 16000, speed);
    const double seconds = static_cast<double>(out.size()) / 16000.0;
    EXPECT_NEAR(seconds, 2.0 / speed, 0.01);
    EXPECT_NEAR(zero_crossings(out) / (2.0 * seconds), 200.0, 3.0) << speed;
    const std::span<const float> middle(out.data() + out.size() / 4, out.size() / 2);
    EXPECT_NEAR(audio::rms(middle), 0.3535, 0.02) << speed;
  }
}

TEST(ChangeTempo, LeavesWhatIsTooShort) {
  const auto in = audio::sine(16000, 0.05, 200.0, 0.5);
  EXPECT_EQ(change_tempo(in.channel(0), 16000, 2.0).size(), in.frame_count());
  EXPECT_TRUE(change_tempo({}, 16000, 2.0).empty());
}

}  // namespace
}  // namespace timbre::dsp
