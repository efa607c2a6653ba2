// Rungs: definition (an open filter gives the excitation back, gains), property (any chunking, other rates).
#include "voice/source_filter.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "gtest/gtest.h"

#include "voice/excitation.h"

namespace timbre::voice {
namespace {

constexpr float kShut = -50.0F;

std::vector<float> filters_of(std::size_t frames, float pulses, float noise) {
  std::vector<float> filters;
  for (std::size_t f = 0; f < frames; ++f) {
    filters.insert(filters.end(), kFilterBins, pulses);
    filters.insert(filters.end(), kFilterBins, 0.0F);
    filters.insert(filters.end(), kFilterBins, noise);
  }
  return filters;
}

std::vector<float> spoken(int rate_hz, const std::vector<float>& f0, const std::vector<float>& filters,
                          std::size_t at_once) {
  SourceFilter filter(rate_hz, 7);
  std::vector<float> sound;
  for (std::size_t i = 0; i < f0.size(); i += at_once) {
    const std::size_t count = std::min(at_once, f0.size() - i);
    const auto part = filter.push(std::span(f0).subspan(i, count),
                                  std::span(filters).subspan(i * kFilterValues, count * kFilterValues));
    sound.insert(sound.end(), part.begin(), part.end());
  }
  const auto rest = filter.finish();
  sound.insert(sound.end(), rest.begin(), rest.end());
  return sound;
}

TEST(SourceFilter, AnOpenFilterGivesThePulsesBack) {
  const std::vector<float> f0(40, 125.0F);
  ExcitationSource source(16000, 7);
  auto pulses = source.push(f0).pulses;
  const auto rest = source.finish().pulses;
  pulses.insert(pulses.end(), rest.begin(), rest.end());
  const auto sound = spoken(16000, f0, filters_of(40, 0.0F, kShut), 40);
  ASSERT_EQ(sound.size(), pulses.size());
  for (std::size_t i = 0; i < sound.size(); ++i) EXPECT_NEAR(sound[i], pulses[i], 2e-3) << i;
}

TEST(SourceFilter, NoiseIsAsLoudAsItsGain) {
  const std::vector<float> f0(200, 0.0F);
  const auto sound = spoken(16000, f0, filters_of(200, kShut, std::log(0.1F)), 200);
  const double square = std::inner_product(sound.begin(), sound.end(), sound.begin(), 0.0);
  EXPECT_NEAR(std::sqrt(square / static_cast<double>(sound.size())), 0.1, 0.01);
}

TEST(SourceFilter, AnyChunkingGivesTheSame) {
  std::vector<float> f0;
  for (int i = 0; i < 60; ++i) f0.push_back(i % 11 < 7 ? 150.0F : 0.0F);
  auto filters = filters_of(60, -1.0F, -2.0F);
  for (std::size_t i = 0; i < filters.size(); ++i) filters[i] += 0.3F * std::sin(static_cast<float>(i));
  for (const int rate_hz : {16000, 24000, 48000}) {
    const auto whole = spoken(rate_hz, f0, filters, 60);
    EXPECT_EQ(whole.size(), static_cast<std::size_t>(rate_hz) * 60 / 100);
    EXPECT_EQ(spoken(rate_hz, f0, filters, 1), whole);
    EXPECT_EQ(spoken(rate_hz, f0, filters, 23), whole);
  }
}

TEST(SourceFilter, AWildFilterStaysFinite) {
  const auto sound = spoken(24000, std::vector<float>(20, 200.0F), filters_of(20, 1e30F, -1e30F), 20);
  for (const float x : sound) ASSERT_TRUE(std::isfinite(x));
}

}  // namespace
}  // namespace timbre::voice
