// Rungs: definition (two-dimensional embeddings whose angles are known), property (order, one voice).
#include "speaker/two_voices.h"

#include <cmath>
#include <numbers>

#include "gtest/gtest.h"

namespace timbre::speaker {
namespace {

Embedding at_degrees(double degrees) {
  const double angle = degrees * std::numbers::pi / 180.0;
  return {static_cast<float>(std::cos(angle)), static_cast<float>(std::sin(angle))};
}

std::vector<Embedding> at(const std::vector<double>& degrees) {
  std::vector<Embedding> all;
  for (const double one : degrees) all.push_back(at_degrees(one));
  return all;
}

TEST(TwoVoices, FindsTheSmallerGroupWhereverItLies) {
  const auto middle = split_voices(at({0, 5, 90, 95, 0, 5, 0}));
  ASSERT_TRUE(middle.has_value());
  EXPECT_EQ(middle->is_other, (std::vector<std::uint8_t>{0, 0, 1, 1, 0, 0, 0}));
  EXPECT_EQ(middle->other_count, 2U);
  // means at 2° and 92.5°
  EXPECT_NEAR(middle->cosine, std::cos(90.5 * std::numbers::pi / 180.0), 1e-4);
  EXPECT_GT(middle->contrast, 0.9);
  const auto begin = split_voices(at({90, 95, 0, 5, 0}));
  EXPECT_EQ(begin->is_other, (std::vector<std::uint8_t>{1, 1, 0, 0, 0}));
  const auto twice = split_voices(at({0, 90, 0, 0, 90, 0, 0}));
  EXPECT_EQ(twice->is_other, (std::vector<std::uint8_t>{0, 1, 0, 0, 1, 0, 0}));
}

TEST(TwoVoices, OfTwoEqualGroupsTheLaterIsTheOther) {
  const auto split = split_voices(at({0, 0, 90, 90}));
  EXPECT_EQ(split->is_other, (std::vector<std::uint8_t>{0, 0, 1, 1}));
}

TEST(TwoVoices, OneVoiceHasLittleContrast) {
  const auto split = split_voices(at({0, 8, 3, 11, 5, 2, 9}));
  ASSERT_TRUE(split.has_value());
  EXPECT_LT(split->contrast, 0.05);
  EXPECT_GT(split->cosine, 0.97);
  const auto one_apart = split_voices(at({0, 2, 90, 1}));
  EXPECT_EQ(one_apart->other_count, 1U);
  EXPECT_GT(one_apart->contrast, 0.9);
}

TEST(TwoVoices, TwoWindowsSayNothing) {
  EXPECT_FALSE(split_voices(at({0, 90})).has_value());
  EXPECT_FALSE(split_voices({}).has_value());
}

}  // namespace
}  // namespace timbre::speaker
