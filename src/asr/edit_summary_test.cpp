// Exact: sentences for alignments written by hand.

#include "asr/edit_summary.h"

#include "gtest/gtest.h"

namespace timbre::asr {
namespace {

AlignedWord word(const char* text, std::size_t index, Reading reading = Reading::Read, const char* heard = "") {
  return {text, index, reading, {}, 1.0, {}, heard};
}

Alignment alignment_of(std::vector<AlignedWord> words) { return {std::move(words), 1.0, 0.9}; }

using Sentences = std::vector<std::string>;

TEST(EditSummary, ReadAsWritten) {
  const auto alignment = alignment_of({word("One", 0), word("two", 1)});
  EXPECT_EQ(describe_edits(alignment), Sentences{});
  EXPECT_EQ(summarise(alignment), "All 2 words were read as written.");
}

TEST(EditSummary, SkippedNeighboursAreOneSentence) {
  const auto alignment = alignment_of({word("silent", 0), word("imputation", 1), word("of", 2, Reading::Skipped),
                                       word("the", 3, Reading::Skipped), word("rest", 4)});
  EXPECT_EQ(describe_edits(alignment), Sentences{"You skipped “of the” after “imputation”."});
  EXPECT_EQ(summarise(alignment), "3 of 5 words read as written; 2 skipped.");
}

TEST(EditSummary, TheBeginningIsNamedByWhatFollows) {
  const auto alignment = alignment_of({word("So", 0, Reading::Skipped), word("ask", 1)});
  EXPECT_EQ(describe_edits(alignment), Sentences{"You skipped “So” before “ask”."});
}

TEST(EditSummary, WordsAndPhrasesReadAgain) {
  const auto once = alignment_of({word("one", 0), word("two", 1), word("two", 1, Reading::Repeated), word("at", 2)});
  EXPECT_EQ(describe_edits(once), Sentences{"“two” was read twice."});
  const auto thrice = alignment_of({word("one", 0), word("two", 1), word("one", 0, Reading::Repeated),
                                    word("two", 1, Reading::Repeated), word("one", 0, Reading::Repeated),
                                    word("two", 1, Reading::Repeated)});
  EXPECT_EQ(describe_edits(thrice), Sentences{"“one two” was read 3 times."});
  EXPECT_EQ(count_readings(thrice).repeated, 4U);
}

TEST(EditSummary, AddedAndChanged) {
  const auto alignment = alignment_of(
      {word("a", 0), word("", 1, Reading::Added, "very"), word("good", 1), word("house", 2, Reading::Changed, "horse"),
       word("by", 3), word("", 4, Reading::Added), word("", 4, Reading::Added), word("now", 4, Reading::Changed)});
  EXPECT_EQ(describe_edits(alignment), (Sentences{"You added “very” after “a”.", "“house” was read as “horse”.",
                                                  "You added something after “by”.", "“now” was read differently."}));
  EXPECT_EQ(summarise(alignment), "3 of 5 words read as written; 2 added, 2 read differently.");
}

TEST(EditSummary, SaysWhenTheTextIsAnother) {
  Alignment alignment = alignment_of({word("a", 0)});
  alignment.confidence = 0.1;
  EXPECT_NE(summarise(alignment).find("hardly fits"), std::string::npos);
}

}  // namespace
}  // namespace timbre::asr
