// Rung: exact.
#include "text/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace timbre::text {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> texts(std::string_view text, Hyphens hyphens = Hyphens::Join) {
  std::vector<std::string> found;
  for (const auto& word : split_words(text, hyphens)) found.push_back(word.before + "|" + word.text + "|" + word.after);
  return found;
}

TEST(SplitWords, KeepsPunctuationBesideThem) {
  EXPECT_THAT(texts("“Well,” she said, ‘it’s late.’"),
              ElementsAre("“|Well|,”", "|she|", "|said|,", "‘|it’s|", "|late|.’"));
  EXPECT_THAT(texts("  (yes)  $3.50, 50% 7:30."), ElementsAre("(|yes|)", "$|3.50|,", "|50|%", "|7:30|."));
  EXPECT_THAT(texts("wait—no… stop - there--now and/or"),
              ElementsAre("|wait|—", "|no|…", "|stop|-", "|there|--", "|now|", "|and|/", "|or|"));
  EXPECT_THAT(texts("give 'em 'hope'"), ElementsAre("|give|", "|'em|", "'|hope|'"));
}

TEST(SplitWords, HyphensAsAsked) {
  EXPECT_THAT(texts("eighty-seven"), ElementsAre("|eighty-seven|"));
  EXPECT_THAT(texts("eighty-seven", Hyphens::Split), ElementsAre("|eighty|-", "|seven|"));
}

TEST(SplitWords, SayWhereTheyStand) {
  const std::string text = "«Où est-il ?» Là—là.";
  for (const auto& word : split_words(text)) EXPECT_EQ(text.substr(word.offset, word.text.size()), word.text);
  EXPECT_THAT(texts(text), ElementsAre("«|Où|", "|est-il|?»", "|Là|—", "|là|."));
}

TEST(SplitWords, OfNothingAreNone) {
  for (const char* text : {"", "  \n\t", "— … !", "\xff"}) EXPECT_THAT(split_words(text), IsEmpty()) << text;
}

TEST(NormalForm, LeavesWhatIsHeard) {
  const std::pair<const char*, const char*> cases[] = {{"One’s", "one's"},
                                                       {"“Hello!”", "hello"},
                                                       {"U.S.", "us"},
                                                       {"3.5,", "3.5"},
                                                       {"7:30", "7:30"},
                                                       {"1,000", "1000"},
                                                       {"Twenty-One", "twenty-one"},
                                                       {"ÜBER", "über"},
                                                       {"ŁÓDŹ", "łódź"},
                                                       {"ΑΘΗΝΑ", "αθηνα"},
                                                       {"ПРИВЕТ", "привет"},
                                                       {"'em", "'em"},
                                                       {"dogs'", "dogs"},
                                                       {"—", ""},
                                                       {"", ""},
                                                       {"ŸŽ", "ÿž"}};
  for (const auto& [word, normal] : cases) EXPECT_EQ(normal_form(word), normal) << word;
}

TEST(NormalForm, OfItselfIsItself) {
  for (const auto& word : split_words("“Don’t!” the 3.5-year-old U.S. re-entry… o’clock, Ærø 'tis")) {
    const std::string once = normal_form(word.text);
    EXPECT_EQ(normal_form(once), once);
  }
}

}  // namespace
}  // namespace timbre::text
