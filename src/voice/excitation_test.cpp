// Rungs: definition (pitch, level, harmonics), property (any chunking, the same seed).
#include "voice/excitation.h"

#include <cmath>
#include <numbers>
#include <numeric>

#include "gtest/gtest.h"

namespace timbre::voice {
namespace {

Excitation excited(int rate_hz, const std::vector<float>& f0, std::uint64_t seed, std::size_t at_once) {
  ExcitationSource source(rate_hz, seed);
  Excitation all;
  const auto add = [&](const Excitation& part) {
    all.pulses.insert(all.pulses.end(), part.pulses.begin(), part.pulses.end());
    all.noise.insert(all.noise.end(), part.noise.begin(), part.noise.end());
  };
  for (std::size_t i = 0; i < f0.size(); i += at_once) {
    add(source.push(std::span(f0).subspan(i, std::min(at_once, f0.size() - i))));
  }
  add(source.finish());
  return all;
}

double mean_square(const std::vector<float>& x) {
  return std::inner_product(x.begin(), x.end(), x.begin(), 0.0) / static_cast<double>(x.size());
}

TEST(Excitation, PulsesComeAtThePitchWithUnitPower) {
  for (const int rate_hz : {16000, 24000}) {
    const auto made = excited(rate_hz, std::vector<float>(100, 100.0F), 1, 100);
    ASSERT_EQ(made.pulses.size(), static_cast<std::size_t>(rate_hz));
    EXPECT_NEAR(mean_square(made.pulses), 1.0, 0.01);
    EXPECT_NEAR(mean_square(made.noise), 1.0, 0.05);
    std::size_t peaks = 0;
    const double height = 0.9 * std::sqrt(rate_hz / 2.0 / 100.0 * 2.0);
    for (std::size_t i = 1; i + 1 < made.pulses.size(); ++i) {
      if (made.pulses[i] > height && made.pulses[i] >= made.pulses[i - 1] && made.pulses[i] > made.pulses[i + 1])
        ++peaks;
    }
    EXPECT_NEAR(static_cast<double>(peaks), 100.0, 1.0);
  }
}

TEST(Excitation, VoicingComesAndGoesInAStraightLine) {
  const auto made = excited(16000, {0.0F, 0.0F, 200.0F, 200.0F, 0.0F, 0.0F}, 1, 6);
  for (std::size_t i = 0; i < 240; ++i) EXPECT_EQ(made.pulses[i], 0.0F);
  EXPECT_GT(mean_square({made.pulses.begin() + 400, made.pulses.begin() + 560}), 0.7);
  for (std::size_t i = 720; i < 960; ++i) EXPECT_EQ(made.pulses[i], 0.0F);
}

TEST(Excitation, AnyChunkingAndTheSameSeedGiveTheSame) {
  std::vector<float> f0;
  for (int i = 0; i < 50; ++i) f0.push_back(i % 7 < 5 ? 90.0F + static_cast<float>(4 * i) : 0.0F);
  const auto whole = excited(24000, f0, 9, 50);
  for (const std::size_t at_once : {1U, 3U, 49U}) {
    const auto parts = excited(24000, f0, 9, at_once);
    EXPECT_EQ(parts.pulses, whole.pulses);
    EXPECT_EQ(parts.noise, whole.noise);
  }
  EXPECT_NE(excited(24000, f0, 10, 50).noise, whole.noise);
}

TEST(Excitation, NothingComesOfNothing) {
  ExcitationSource source(24000, 1);
  EXPECT_TRUE(source.push({}).pulses.empty());
  EXPECT_TRUE(source.finish().pulses.empty());
}

}  // namespace
}  // namespace timbre::voice
