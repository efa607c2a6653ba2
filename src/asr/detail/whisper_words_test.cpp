// Rung: exact for the words, property for their times.
#include "asr/detail/whisper_words.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace timbre::asr::detail {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> texts(const std::vector<std::string>& pieces, std::string_view language = "en") {
  std::vector<WhisperToken> tokens;
  double at_s = 0.0;
  for (const auto& piece : pieces) {
    tokens.push_back({piece, at_s, at_s + 0.1, 0.9});
    at_s += 0.1;
  }
  std::vector<std::string> words;
  for (const auto& word : words_of_tokens(tokens, language, 30.0)) words.push_back(word.text);
  return words;
}

TEST(WhisperWords, ASpaceBeginsAWordAndPunctuationStays) {
  EXPECT_THAT(texts({" And", " so", ",", " my", " fell", "ow", " Americ", "ans", "."}),
              ElementsAre("And", "so,", "my", "fellow", "Americans."));
}

TEST(WhisperWords, ACharacterSplitOverTokensIsPutTogether) {
  EXPECT_THAT(texts({" caf", "\xC3", "\xA9"}), ElementsAre("café"));
  EXPECT_THAT(texts({"\xE4\xBD", "\xA0", "好", "。"}, "zh"), ElementsAre("你", "好。"));
}

TEST(WhisperWords, BytesThatAreNoTextAreReplaced) { EXPECT_THAT(texts({" a\xFF"}), ElementsAre("a\xEF\xBF\xBD")); }

TEST(WhisperWords, NoiseInBracketsIsLeftOut) {
  EXPECT_THAT(texts({" [", "MUS", "IC", "]", " Hello", " (", "loud", " applause", ")", " you", "."}),
              ElementsAre("Hello", "you."));
  EXPECT_THAT(texts({" *", "laughs", "*", " ♪", " la", " la", " ♪", " (no", " end"}), ElementsAre("(no", "end"));
  EXPECT_THAT(texts({" -", " ...", "♪"}), IsEmpty());
}

TEST(WhisperWords, ConfidenceIsTheGeometricMean) {
  const auto words = words_of_tokens({{" a", 0, 1, 0.25}, {"b", 1, 2, 1.0}}, "en", 2.0);
  ASSERT_EQ(words.size(), 1u);
  EXPECT_NEAR(words[0].confidence, 0.5, 1e-12);
  EXPECT_EQ(words[0].range, (TimeRange{0.0, 2.0}));
}

TEST(WhisperWords, TimesAreOrderedAndInsideWhateverWhisperGuesses) {
  const std::vector<std::vector<WhisperToken>> guesses = {
      {{" a", 5, 4, 1}, {" b", 3, 9, 1}, {" c", 2, 2, 1}},
      {{" a", -0.01, -0.01, 1}, {" b", -0.01, -0.01, 1}},
      {{" a", 29, 40, 1}, {" b", 35, 36, 1}, {" c", 50, 1, 1}},
  };
  for (const double duration_s : {30.0, 1.0, 0.02, 0.001}) {
    for (const auto& tokens : guesses) {
      const auto words = words_of_tokens(tokens, "en", duration_s);
      EXPECT_EQ(words.size(), tokens.size());
      double before_s = 0.0;
      for (const auto& word : words) {
        EXPECT_GE(word.range.start_s, before_s);
        EXPECT_LT(word.range.start_s, word.range.end_s);
        before_s = word.range.end_s;
      }
      EXPECT_LE(before_s, duration_s);
    }
  }
}

}  // namespace
}  // namespace timbre::asr::detail
