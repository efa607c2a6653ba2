// Rung: exact. What was said, by hand, and what that is of the text.
#include "asr/detail/departures.h"

#include "gtest/gtest.h"

namespace timbre::asr::detail {
namespace {

Said item(Reading reading, std::size_t index, int first, int last, const std::string& heard = "") {
  return {reading, index, heard, first, last, {}, 0.0F};
}

struct Short {
  Reading reading;
  std::size_t index;
  int first, last;
  std::string heard;
  friend bool operator==(const Short&, const Short&) = default;
};

std::vector<Short> departures(const std::vector<Said>& said, std::size_t words) {
  std::vector<Short> all;
  for (const Said& each : with_departures(said, words, 100))
    all.push_back({each.reading, each.index, each.first, each.last, each.heard});
  return all;
}

TEST(Departures, AsReadStaysAsItIs) {
  const auto found = departures({item(Reading::Read, 0, 0, 10), item(Reading::Read, 1, 10, 20)}, 2);
  EXPECT_EQ(found, (std::vector<Short>{{Reading::Read, 0, 0, 10, ""}, {Reading::Read, 1, 10, 20, ""}}));
}

TEST(Departures, WordsThatAreMissingAreSkipped) {
  const auto found = departures({item(Reading::Read, 1, 0, 10)}, 3);
  EXPECT_EQ(found,
            (std::vector<Short>{
                {Reading::Skipped, 0, 0, 0, ""}, {Reading::Read, 1, 0, 10, ""}, {Reading::Skipped, 2, 100, 100, ""}}));
}

TEST(Departures, TheRestOfATextThatGoesOnIsNotSkipped) {
  EXPECT_EQ(departures({item(Reading::Read, 0, 0, 10)}, 0).size(), 1U);
}

TEST(Departures, OtherSpeechBetweenWordsReadIsAdded) {
  const auto found = departures(
      {item(Reading::Read, 0, 0, 10), item(Reading::Added, 1, 10, 20, "the"), item(Reading::Read, 1, 20, 30)}, 2);
  EXPECT_EQ(found[1], (Short{Reading::Added, 1, 10, 20, "the"}));
}

/// Before the word that is missing or behind it: the same two words lie around both.
TEST(Departures, OtherSpeechWhereAWordIsMissingIsThatWordChanged) {
  for (const std::size_t before : {1U, 2U}) {
    const auto found = departures(
        {item(Reading::Read, 0, 0, 10), item(Reading::Added, before, 10, 20, "the"), item(Reading::Read, 2, 20, 30)},
        3);
    EXPECT_EQ(found,
              (std::vector<Short>{
                  {Reading::Read, 0, 0, 10, ""}, {Reading::Changed, 1, 10, 20, "the"}, {Reading::Read, 2, 20, 30, ""}}))
        << before;
  }
}

TEST(Departures, MoreSpeechThanWordsBelongsToTheLastWord) {
  const auto found = departures(
      {item(Reading::Added, 0, 0, 10, "of"), item(Reading::Added, 1, 10, 20, "the"), item(Reading::Read, 1, 20, 30)},
      2);
  EXPECT_EQ(found[0], (Short{Reading::Changed, 0, 0, 20, "of the"}));
  EXPECT_EQ(found[1].reading, Reading::Read);
}

TEST(Departures, MoreWordsThanSpeechAreSkipped) {
  const auto found = departures({item(Reading::Added, 0, 0, 10), item(Reading::Read, 2, 20, 30)}, 3);
  EXPECT_EQ(found[0], (Short{Reading::Changed, 0, 0, 10, ""}));
  EXPECT_EQ(found[1], (Short{Reading::Skipped, 1, 10, 10, ""}));
}

TEST(Departures, GoingBackLeavesNothingOut) {
  const auto found = departures({item(Reading::Read, 0, 0, 10), item(Reading::Read, 1, 10, 20),
                                 item(Reading::Repeated, 0, 20, 30), item(Reading::Repeated, 1, 30, 40)},
                                2);
  ASSERT_EQ(found.size(), 4U);
  EXPECT_EQ(found[2].reading, Reading::Repeated);
}

}  // namespace
}  // namespace timbre::asr::detail
