// Rung: definition (hand-made alignments, and what the header says becomes of their gaps and marks).
#include "voice/timed_text.h"

#include <cmath>
#include <gmock/gmock.h>

namespace timbre::voice {
namespace {

/// A word from `start_s` on, each phone of an eighth of a second.
SpokenWord word(const std::string& text, double start_s, const std::vector<std::string>& names) {
  SpokenWord spoken{text, {}};
  for (const auto& name : names) {
    spoken.phones.push_back({name, {start_s, start_s + 0.125}});
    start_s += 0.125;
  }
  return spoken;
}

std::vector<SpokenWord> yes_she() { return {word("Yes", 0.25, {"Y", "EH", "S"}), word("she", 0.75, {"SH", "IY"})}; }

TEST(TimedText, GapsAreTheMarksThatStandThereOrSilence) {
  const auto text = phones::phones_of_text("Yes, she");
  ASSERT_TRUE(text.ok()) << text.error().message;
  const auto spoken = yes_she();
  auto words = words_in_both(*text, spoken);
  ASSERT_TRUE(words.has_value());
  words->back().is_doubtful = true;
  const auto timed = timed_phones(*text, *words, 1.5);
  ASSERT_TRUE(timed.ok()) << timed.error().message;
  std::vector<std::string> rows;
  for (const TimedPhone& one : *timed) {
    rows.push_back(std::string(phones::find_phone(one.phone.id)->ipa) + ' ' +
                   std::to_string(std::lround(one.start_s * 1e3)) + ' ' + std::to_string(std::lround(one.end_s * 1e3)) +
                   (one.is_doubtful ? "*" : ""));
  }
  EXPECT_THAT(rows, testing::ElementsAre("sil 0 250", "j 250 375", "ɛ 375 500", "s 500 625", ", 625 750*", "ʃ 750 875*",
                                         "i 875 1000*", ". 1000 1500*"));
}

TEST(TimedText, OtherWordsAreNone) {
  const auto text = phones::phones_of_text("Yes, he");
  ASSERT_TRUE(text.ok()) << text.error().message;
  EXPECT_FALSE(words_in_both(*text, yes_she()).has_value());
  EXPECT_FALSE(words_in_both(*text, {}).has_value());
}

TEST(TimedText, ALabelThatIsNoneIsAnError) {
  const auto text = phones::phones_of_text("yes");
  ASSERT_TRUE(text.ok()) << text.error().message;
  const std::vector<SpokenWord> spoken{word("yes", 0.0, {"Q"})};
  EXPECT_FALSE(timed_phones(*text, words_in_both(*text, spoken).value(), 1.0).ok());
}

}  // namespace
}  // namespace timbre::voice
