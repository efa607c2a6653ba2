#include "measure/decimator.h"

#include <cmath>

#include "gtest/gtest.h"

#include "audio/testing/signals.h"
#include "dsp/decibel.h"

namespace timbre::measure {
namespace {

constexpr int kRate = 16000;

std::vector<float> decimated(std::span<const float> samples, std::size_t factor, std::size_t chunk) {
  std::vector<float> out;
  Decimator decimator(factor);
  for (std::size_t at = 0; at < samples.size(); at += chunk) {
    decimator.push(samples.subspan(at, std::min(chunk, samples.size() - at)), out);
  }
  decimator.finish(out);
  return out;
}

double gain_db(double frequency_hz) {
  const auto in = audio::sine(kRate, 1.0, frequency_hz, 1.0);
  const auto out = decimated(in.channel(0), 4, in.frame_count());
  return dsp::amplitude_to_db(audio::rms(std::span(out).subspan(100, 3800)) * std::sqrt(2.0));
}

// Property rung: what matters to pitch passes, what would fold onto it does not.
TEST(Decimator, PassesBelowAndStopsWhatFoldsOntoIt) {
  EXPECT_NEAR(gain_db(100.0), 0.0, 0.01);
  EXPECT_NEAR(gain_db(1000.0), 0.0, 0.05);
  EXPECT_LT(gain_db(2800.0), -55.0);
  EXPECT_LT(gain_db(4100.0), -55.0);
  EXPECT_LT(gain_db(7000.0), -55.0);
}

TEST(Decimator, IsAlignedWithItsInput) {
  const auto in = audio::sine(kRate, 0.5, 200.0, 1.0);
  const auto out = decimated(in.channel(0), 4, 1000);
  ASSERT_EQ(out.size(), 2000U);
  for (std::size_t k = 100; k < 1900; ++k) EXPECT_NEAR(out[k], in.channel(0)[4 * k], 1e-3);
}

TEST(Decimator, AnyChunkingGivesTheSameSamples) {
  const auto in = audio::white_noise(kRate, 0.2, 0.1, 3);
  for (const std::size_t factor : {std::size_t{1}, std::size_t{2}, std::size_t{3}, std::size_t{4}}) {
    const auto whole = decimated(in.channel(0), factor, in.frame_count());
    EXPECT_EQ(whole.size(), (in.frame_count() + factor - 1) / factor);
    for (const std::size_t chunk : {std::size_t{1}, std::size_t{3}, std::size_t{257}}) {
      EXPECT_EQ(decimated(in.channel(0), factor, chunk), whole) << factor << " by " << chunk;
    }
  }
}

}  // namespace
}  // namespace timbre::measure
