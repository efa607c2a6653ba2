#include "measure/signal_check.h"

#include <cmath>
#include <limits>

#include "gtest/gtest.h"

#include "audio/testing/signals.h"
#include "measure/testing/chunks.h"

namespace timbre::measure {
namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
constexpr float kInfinity = std::numeric_limits<float>::infinity();

TEST(SignalCheck, CountsAndReplacesWhatIsNoNumber) {
  auto take = audio::stereo(audio::sine(48000, 0.1, 440, 0.5), audio::sine(48000, 0.1, 440, 0.25));
  take.channel(0)[0] = kNan;
  take.channel(0)[100] = kInfinity;
  take.channel(1)[4799] = -kInfinity;
  const auto facts = measured_in_chunks(SignalCheck(take.format()), take.view(), 77);
  EXPECT_EQ(facts.non_finite_count, 3U);
  EXPECT_EQ(facts.frame_count, 4800U);
  EXPECT_NEAR(facts.peak, 0.5, 1e-4);
  EXPECT_FALSE(facts.is_silent || facts.is_dc_only);

  EXPECT_EQ(replace_non_finite(take), 3U);
  EXPECT_EQ(take.channel(0)[100], 0.0F);
  EXPECT_EQ(replace_non_finite(take), 0U);
  SignalCheck repaired(take.format());
  repaired.push(take.view(), 3);
  EXPECT_EQ(repaired.finish().non_finite_count, 3U);
}

TEST(SignalCheck, TellsSilenceAndDcFromSignal) {
  const auto facts_of = [](const audio::AudioBuffer& take) {
    return measured_in_chunks(SignalCheck(take.format()), take.view(), 100);
  };
  EXPECT_TRUE(facts_of(audio::AudioBuffer({48000, 2}, 0)).is_silent);
  EXPECT_TRUE(facts_of(audio::silence(48000, 0.1)).is_silent);
  EXPECT_FALSE(facts_of(audio::silence(48000, 0.1)).is_dc_only);

  audio::AudioBuffer constant(48000, std::vector<float>(4800, -0.25F));
  EXPECT_TRUE(facts_of(constant).is_dc_only);
  EXPECT_EQ(facts_of(constant).peak, 0.25);
  EXPECT_TRUE(facts_of(audio::stereo(constant, audio::silence(48000, 0.1))).is_dc_only);
  constant.channel(0)[4799] = -0.2500001F;
  EXPECT_FALSE(facts_of(constant).is_dc_only);
  EXPECT_FALSE(facts_of(constant).is_silent);
}

}  // namespace
}  // namespace timbre::measure
