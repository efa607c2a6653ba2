// Rung: exact.
#include "words/word_errors.h"

#include "gtest/gtest.h"

namespace timbre::words {
namespace {

WordErrors between(std::string_view said, std::string_view heard) {
  return count_word_errors(plain_words(said), plain_words(heard));
}

TEST(WordErrors, PlainWordsDropCaseAndPunctuation) {
  EXPECT_EQ(plain_words("Don't -- stop, U.S. \"forty-two\" dogs' "),
            (std::vector<std::string>{"don't", "stop", "us", "forty", "two", "dogs"}));
  EXPECT_TRUE(plain_words(" ... ").empty());
}

TEST(WordErrors, CountsEachKind) {
  const WordErrors errors = between("one two three four", "one too three and four five");
  EXPECT_EQ(errors.substituted, 1u);
  EXPECT_EQ(errors.inserted, 2u);
  EXPECT_EQ(errors.deleted, 0u);
  EXPECT_DOUBLE_EQ(errors.rate(), 0.75);
  EXPECT_EQ(errors.heard_right, (std::vector<bool>{true, false, true, false, true, false}));
}

TEST(WordErrors, NothingHeardIsAllDeleted) {
  const WordErrors errors = between("one two", "");
  EXPECT_EQ(errors.deleted, 2u);
  EXPECT_DOUBLE_EQ(errors.rate(), 1.0);
}

}  // namespace
}  // namespace timbre::words
