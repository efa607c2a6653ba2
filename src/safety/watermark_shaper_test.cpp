// Rung: exact and property.

#include "safety/watermark_shaper.h"

#include <algorithm>
#include <cmath>

#include "gtest/gtest.h"

#include "safety/testing/speech_like.h"

namespace timbre::safety {
namespace {

WatermarkShaper shaper(std::size_t channels = 1) {
  return WatermarkShaper(channels, make_watermark_pattern({}), encode_payload(7));
}

std::vector<float> mark_of(const std::vector<float>& sound) {
  auto whole = shaper();
  whole.push(0, sound);
  whole.finish();
  return whole.take(0);
}

TEST(WatermarkShaper, AsLongAsTheSoundAtAnyLength) {
  for (const std::size_t length : {0U, 1U, 255U, 8191U, 8192U, 8193U, 16384U, 30'000U}) {
    EXPECT_EQ(mark_of(std::vector<float>(length, 0.01F)).size(), length);
  }
}

TEST(WatermarkShaper, BlocksChangeNothing) {
  const auto sound = speech_like(kMarkRateHz, 2.0, 1);
  const auto expected = mark_of(sound);
  auto pieces = shaper();
  std::vector<float> out;
  for (std::size_t at = 0; at < sound.size(); at += 777) {
    pieces.push(0, std::span(sound).subspan(at, std::min<std::size_t>(777, sound.size() - at)));
    const auto ready = pieces.take(0);
    out.insert(out.end(), ready.begin(), ready.end());
  }
  pieces.finish();
  const auto rest = pieces.take(0);
  out.insert(out.end(), rest.begin(), rest.end());
  EXPECT_EQ(out, expected);
}

TEST(WatermarkShaper, TheMarkLiesTwentyDecibelsUnderTheSound) {
  const auto sound = speech_like(kMarkRateHz, 8.0, 2);
  const auto mark = mark_of(sound);
  double sound_energy = 0.0;
  double mark_energy = 0.0;
  for (std::size_t i = 0; i < sound.size(); ++i) {
    sound_energy += static_cast<double>(sound[i]) * sound[i];
    mark_energy += static_cast<double>(mark[i]) * mark[i];
  }
  const double ratio_db = 10.0 * std::log10(sound_energy / mark_energy);
  EXPECT_GT(ratio_db, 20.0);
  EXPECT_LT(ratio_db, 26.0);
}

TEST(WatermarkShaper, CountsWhatIsLoudEnough) {
  auto sound = speech_like(kMarkRateHz, 4.0, 3);
  sound.resize(sound.size() + 4 * kMarkRateHz, 0.0F);
  auto counted = shaper();
  counted.push(0, sound);
  counted.finish();
  EXPECT_GT(counted.marked_s(), 2.5);
  EXPECT_LT(counted.marked_s(), 4.2);
}

TEST(WatermarkShaper, AChannelIsMarkedInProportion) {
  const auto sound = speech_like(kMarkRateHz, 2.0, 4);
  auto half = sound;
  for (auto& sample : half) sample *= 0.5F;
  auto both = shaper(2);
  both.push(0, sound);
  both.push(1, half);
  both.finish();
  const auto first = both.take(0);
  const auto second = both.take(1);
  ASSERT_EQ(first.size(), second.size());
  for (std::size_t i = 0; i < first.size(); ++i) EXPECT_NEAR(second[i], 0.5F * first[i], 1e-6F);
}

}  // namespace
}  // namespace timbre::safety
