// Definition: what is taken from a text before it is spoken, and which texts are refused.
#include "clone/speakable_text.h"

#include <gtest/gtest.h>

#include "base/random.h"
#include "base/utf8.h"

namespace timbre::clone {
namespace {

void expect_refused(const std::string& text, const std::string& words) {
  const auto result = speakable_text(text);
  ASSERT_FALSE(result.ok()) << text;
  EXPECT_EQ(result.error().kind, ErrorKind::InvalidInput);
  EXPECT_NE(result.error().message.find(words), std::string::npos) << result.error().message;
  EXPECT_NE(result.error().message.find(';'), std::string::npos) << "what to do: " << result.error().message;
}

TEST(SpeakableText, KeepsWhatCanBeSaid) {
  for (const char* text : {"Hello, “world”!", "« Bonjour »\n\n— Oui.", "3.50 € ± 5 %", "你好。", "नमस्ते", "a\tb",
                           "half-done (nearly) [1] *yes*"}) {
    EXPECT_EQ(speakable_text(text).value(), text);
  }
}

TEST(SpeakableText, DropsWhatCannot) {
  EXPECT_EQ(speakable_text("Well 😀 done").value(), "Well done");
  EXPECT_EQ(speakable_text("Well done 😀.").value(), "Well done.");
  EXPECT_EQ(speakable_text("Well😀done").value(), "Well done");
  EXPECT_EQ(speakable_text("👨‍👩‍👧‍👦 Family 🇩🇪!").value(), " Family!");
  EXPECT_EQ(speakable_text("Press 1️⃣ now").value(), "Press 1 now");
  EXPECT_EQ(speakable_text("I ❤️ you").value(), "I you");
  EXPECT_EQ(speakable_text(std::string("a\0b\x07\x1b[31mc", 10)).value(), "ab[31mc");
  EXPECT_EQ(speakable_text("in\u00ADvi\u200Bsi\uFEFFble \u202Eright\u202C").value(), "invisible right");
}

TEST(SpeakableText, KeepsJoinersOfScripts) {
  EXPECT_EQ(speakable_text("क्\u200Dष").value(), "क्\u200Dष");
  EXPECT_EQ(speakable_text("می\u200Cخواهم").value(), "می\u200Cخواهم");
}

TEST(SpeakableText, RefusesWithWords) {
  expect_refused("", "nothing to say");
  expect_refused(" \n\t\u00A0 ", "nothing to say");
  expect_refused("...?!", "punctuation");
  expect_refused("😀😀😀", "emoji");
  expect_refused("\x01\x02", "nothing");
  expect_refused("Hello \xff world", "byte 7 is not UTF-8");
  expect_refused("caf\xe9", "byte 4 is not UTF-8");
  expect_refused(std::string(kMaxTextCharacters + 1, 'a'), "20001 characters and 20000 is the most");
  EXPECT_TRUE(speakable_text(std::string(kMaxTextCharacters, 'a')).ok());
}

TEST(SpeakableText, TakesAnyBytes) {
  SeededRandom random(21);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (std::uint64_t n = random.next() % 50; n > 0; --n) text += static_cast<char>(random.next() & 255U);
    text = round % 2 == 0 ? text : valid_utf8(text);
    const auto result = speakable_text(text);
    if (!result.ok()) continue;
    EXPECT_EQ(valid_utf8(*result), *result);
    EXPECT_EQ(speakable_text(*result).value(), *result) << "nothing more to take away";
  }
}

}  // namespace
}  // namespace timbre::clone
