#include "score/utf8.h"

#include "gtest/gtest.h"

namespace timbre::score {
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

}  // namespace
}  // namespace timbre::score
