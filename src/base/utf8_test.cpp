#include "base/utf8.h"

#include "gtest/gtest.h"

namespace timbre {
namespace {

const std::string kReplaced = "\xEF\xBF\xBD";

// Rung: standard (RFC 3629).
TEST(ValidUtf8, KeepsWhatIsWellFormed) {
  for (const std::string text : {"plain", "Grüße", "声", "\xF0\x9F\x8E\xA4", "\xEF\xBF\xBF", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_EQ(valid_utf8(text), text);
  }
}

TEST(ValidUtf8, ReplacesEveryBrokenByte) {
  EXPECT_EQ(valid_utf8("a\xFFz"), "a" + kReplaced + "z");
  EXPECT_EQ(valid_utf8("\xC0\xAF"), kReplaced + kReplaced) << "overlong";
  EXPECT_EQ(valid_utf8("\xE0\x80\x80"), kReplaced + kReplaced + kReplaced) << "overlong";
  EXPECT_EQ(valid_utf8("\xED\xA0\x80"), kReplaced + kReplaced + kReplaced) << "surrogate";
  EXPECT_EQ(valid_utf8("\xF4\x90\x80\x80"), kReplaced + kReplaced + kReplaced + kReplaced) << "above U+10FFFF";
  EXPECT_EQ(valid_utf8("\xE5\xA3"), kReplaced + kReplaced) << "cut short";
}

TEST(Printable, KeepsGoodTextAndEscapesTheRest) {
  EXPECT_EQ(printable("Grüße, 世界 🎤 'x' \"y\".wav"), "Grüße, 世界 🎤 'x' \"y\".wav");
  EXPECT_EQ(printable("a\nb\tc\x1B[31m\x7F"), "a\\nb\\x09c\\x1b[31m\\x7f");
  EXPECT_EQ(printable("\xC2\x9B"), "\\xc2\\x9b") << "a C1 control steers a terminal as ESC [ does";
  EXPECT_EQ(printable("\xFF\xC3"), "\\xff\\xc3");
  EXPECT_EQ(printable(""), "");
}

}  // namespace
}  // namespace timbre
