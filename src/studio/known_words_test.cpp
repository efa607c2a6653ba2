// Rung: property, on a public-domain reading whose text is known.
#include "studio/known_words.h"

#include "gtest/gtest.h"

#include "base/testing/test_data.h"

namespace timbre::studio {
namespace {

asr::KnownText of(std::vector<text::TimedWord> words, std::vector<asr::Departure> departures) {
  asr::KnownText known;
  known.transcript.words = std::move(words);
  known.departures = std::move(departures);
  return known;
}

TEST(KnownWords, TheShareThatDepartsIsOfTime) {
  const std::vector<text::TimedWord> words{{"one", {0, 1}, 1}, {"two", {1, 2}, 1}, {"three", {2, 4}, 1}};
  EXPECT_EQ(departing_share(of(words, {})), 0.0);
  EXPECT_EQ(departing_share(of(words, {{{1, 2}, asr::Reading::Changed}})), 0.25);
  EXPECT_NEAR(departing_share(of(words, {{{1, 1}, asr::Reading::Skipped}})), 0.075, 1e-12);
  EXPECT_EQ(departing_share(of(words, {{{4, 40}, asr::Reading::Added}})), 1.0);
  EXPECT_EQ(departing_share(of({}, {})), 1.0);
}

TEST(KnownWords, TheTextThatWasReadIsKnownAndAnotherIsNot) {
  TIMBRE_TEST_DATA(take, "speech/jfk.wav");
  const auto read = known_words(take,
                                "And so, my fellow Americans: ask not what your country can do for you, ask what you "
                                "can do for your country.");
  ASSERT_TRUE(read.ok()) << read.error().message;
  ASSERT_TRUE(read->known.has_value()) << read->why;
  EXPECT_EQ(read->known->transcript.words.back().text, "country.");
  const auto other = known_words(take, "Zürich, said so!");
  ASSERT_TRUE(other.ok()) << other.error().message;
  EXPECT_FALSE(other->known.has_value());
  EXPECT_FALSE(other->why.empty());
}

TEST(KnownWords, AFileThatCannotBeReadIsAnError) { EXPECT_FALSE(known_words("/nowhere/take.wav", "Text.").ok()); }

}  // namespace
}  // namespace timbre::studio
