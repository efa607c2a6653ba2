// Rung: exact; properties over random transcripts.
#include "text/phrases.h"

#include <gtest/gtest.h>

namespace timbre::text {
namespace {

TEST(Phrases, EndAtPauses) {
  const std::vector<TimedWord> words{{"one", {0.0, 0.4}, 1}, {"two", {0.5, 0.9}, 1}, {"three", {1.6, 2.0}, 1}};
  EXPECT_EQ(split_into_phrases(words), (std::vector<WordRun>{{0, 2}, {2, 3}}));
  EXPECT_TRUE(split_into_phrases({}).empty());
}

TEST(Phrases, AreCutAtTheSentenceWhereTheyAreTooLong) {
  std::vector<TimedWord> words;
  for (int i = 0; i < 20; ++i) words.push_back({i == 8 ? "end." : "word", {i * 0.5, i * 0.5 + 0.45}, 1});
  const auto runs = split_into_phrases(words, {.pause_s = 0.6, .longest_s = 6.0});
  EXPECT_EQ(runs, (std::vector<WordRun>{{0, 9}, {9, 20}}));
}

TEST(Phrases, TextHasNoControlCharacters) {
  const std::vector<TimedWord> words{{"a\nb", {0.0, 0.4}, 1}, {"c\x1b", {0.5, 0.9}, 1}};
  EXPECT_EQ(text_of(words, {0, 2}), "a b c ");
}

}  // namespace
}  // namespace timbre::text
