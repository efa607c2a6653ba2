// Rung: exact.
#include "asr/known_text.h"

#include "gtest/gtest.h"

namespace timbre::asr {
namespace {

AlignedWord word(const char* text, std::size_t index, double start_s, double end_s, Reading reading = Reading::Read,
                 const char* heard = "") {
  return {text, index, reading, {start_s, end_s}, 0.9, {}, heard};
}

Alignment of(std::vector<AlignedWord> words, double confidence = 0.9) { return {std::move(words), 10.0, confidence}; }

TEST(KnownText, KeepsThePunctuationOfTheText) {
  const auto known = known_text(of({word("Hello", 0, 0.1, 0.5), word("old", 1, 0.5, 0.8), word("world", 2, 0.9, 1.4)}),
                                "“Hello, old world!”", "en");
  ASSERT_TRUE(known.has_value());
  EXPECT_EQ(known->transcript.text(), "“Hello, old world!”");
  EXPECT_EQ(known->transcript.engine, kKnownTextEngine);
  EXPECT_EQ(known->transcript.duration_s, 10.0);
  EXPECT_EQ(known->transcript.confidence(), 1.0);
  EXPECT_TRUE(known->departures.empty());
}

TEST(KnownText, WritesWhatWasSaidAndNamesEveryDeparture) {
  const auto known =
      known_text(of({word("One", 0, 0.0, 0.3), word("One", 0, 0.3, 0.6, Reading::Repeated),
                     word("two", 1, 0.6, 0.6, Reading::Skipped), word("", 2, 0.6, 0.9, Reading::Added, "very"),
                     word("", 2, 0.9, 1.0, Reading::Added), word("three", 2, 1.0, 1.4, Reading::Changed, "tree"),
                     word("four", 3, 1.4, 1.8, Reading::Changed)}),
                 "One two three, four.", "en");
  ASSERT_TRUE(known.has_value());
  EXPECT_EQ(known->transcript.text(), "One One very tree four.");
  ASSERT_EQ(known->departures.size(), 6U);
  EXPECT_EQ(known->departures[1].reading, Reading::Skipped);
}

TEST(KnownText, WordsWithoutASoundStayWithTheirNeighbour) {
  const auto known =
      known_text(of({word("sum", 0, 0.0, 0.3), word("is", 1, 0.3, 0.6)}), "\u2211x sum \u2211y is \u2211z.", "en");
  ASSERT_TRUE(known.has_value());
  ASSERT_EQ(known->transcript.words.size(), 2U);
  EXPECT_EQ(known->transcript.text(), "\u2211x sum \u2211y is \u2211z.");
}

TEST(KnownText, ATextOfSomethingElseIsNotKnown) {
  EXPECT_FALSE(known_text(of({word("Hello", 0, 0.1, 0.5)}, 0.1), "Hello", "en").has_value());
  EXPECT_FALSE(known_text(of({word("Hello", 0, 0.1, 0.1, Reading::Skipped)}), "Hello", "en").has_value());
  EXPECT_FALSE(known_text({}, "", "en").has_value());
}

TEST(KnownText, WordsNeverOverlapSoThatATranscriptReadsBack) {
  const auto known =
      known_text(of({word("a", 0, 0.0, 0.5), word("b", 1, 0.4, 0.9), word("c", 2, 0.5, 0.8)}), "a b c", "");
  ASSERT_TRUE(known.has_value());
  ASSERT_EQ(known->transcript.words.size(), 2U);
  EXPECT_EQ(known->transcript.words[1].range.start_s, 0.5);
}

}  // namespace
}  // namespace timbre::asr
